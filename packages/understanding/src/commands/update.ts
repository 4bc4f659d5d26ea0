/** Owns the order of the ways to change a task: the first form that fits counts. */

import type { Command, CommandText } from './command.ts';
import { filingForms } from './update/filing-forms.ts';
import { openForms } from './update/open-forms.ts';
import { priorityForms } from './update/priority-forms.ts';
import { repetitionForms } from './update/repetition-forms.ts';
import { timeForms } from './update/time-forms.ts';
import { wordingForms } from './update/wording-forms.ts';

/** Forms that leave open what to change come last: they would hide those that say it. */
const forms = [
  ...priorityForms,
  ...wordingForms,
  ...filingForms,
  ...repetitionForms,
  ...timeForms,
  ...openForms,
];

export function readUpdate(text: CommandText): Command | null {
  const said = text.text
    .replace(/[\s.!?]+$/u, '')
    .replace(/^instead of (?:on |at )?\S+,? /iu, '')
    .replace(/,? (?:instead of|rather than|and not|not) (?:on |at )?\S+(?: \S+)?$/iu, ' instead');
  if (
    /^(?:set|make|create|add|put)(?: up)? (?:me )?(?:(?:an?|another|new) (?!(?:p[1-4]|high|low|medium|top|notes?|details?|comment|description|label|tag|due|deadline|priority|subtasks?) )|(?:reminder|alarm|task|event)\b)/i.test(
      said,
    )
  )
    return null;
  if (/ to (?:be )?(?:done|completed?|finished)$/iu.test(said)) return null;
  for (const form of forms) {
    for (const words of said.endsWith(' instead') ? [said, said.slice(0, -' instead'.length)] : [said]) {
      const match = form.pattern.exec(words);
      const command = match === null ? null : form.read(match.groups ?? {}, text);
      if (command !== null) return command;
    }
  }
  return null;
}
