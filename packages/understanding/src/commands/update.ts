/** Owns the ways to change a task: move, rename, set a priority, a label, a repetition. */

import type { Priority, TaskEdits } from '../actions.ts';
import { parseQuickAdd } from '../quick-add.ts';
import { type Unit, unitFrom } from '../text/calendar-words.ts';
import { amountOf } from '../text/numbers.ts';
import { bareReference, type Command, type CommandText, pointing } from './command.ts';

type Groups = Readonly<Record<string, string | undefined>>;
interface Form {
  readonly pattern: RegExp;
  readonly read: (groups: Groups, text: CommandText) => Command | null;
}

const moving =
  '(?:move|reschedule|re-schedule|postpone|push(?: back| out| off)?|delay|defer|snooze|shift|bump|bring forward|put off|change|switch|set|carry over|update|extend|advance|pull in)';
const field = '(?:due(?: date| time)?|dates?|time|deadline|day|schedule)';
const amountBy =
  '(?<n>\\d+|an?|one|two|three|four|five|six|seven|a few|a couple(?: of)?|another|half an) (?<unit>minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?)';
const levels = '(?:p[1-4]|urgent|highest|top|critical|high|medium|normal|low|lowest|none|[1-4])';

const forms: readonly Form[] = [
  {
    pattern: new RegExp(
      `^(?:change|set|make|update|raise|lower|increase|bump|drop|put|adjust|edit) (?:the )?priority (?:of|for|on|level of) (?<x>.+?) (?:to|as|=) (?:be )?(?<p>${levels})(?: priority)?$`,
      'iu',
    ),
    read: ({ x, p }) => update(x, { priority: priorityFrom(p) }),
  },
  {
    pattern: new RegExp(
      `^(?:change|set|make|mark|bump|flag|update|give|raise|lower|put|switch) (?<x>.+?)(?:'s)? (?:(?:the )?priority )?(?:to |as |at |a )?(?:a )?(?:priority )?(?<p>${levels})(?: priority)?$`,
      'iu',
    ),
    read: ({ x, p }, { text }) =>
      /^\d$/.test(p ?? '') && !/priority/i.test(text)
        ? null
        : update(x?.replace(/ priority$/i, ''), { priority: priorityFrom(p) }),
  },
  {
    pattern: /^(?:prioriti[sz]e|star) (?<x>.+)$/iu,
    read: ({ x }) =>
      pointing.test(x ?? '') || /^(?:the|my) /iu.test(x ?? '')
        ? update(x, { priority: 'p1' })
        : update(x, { priority: 'p1' }, false),
  },
  {
    pattern: /^(?:rename|retitle|re-name) (?<x>.+?) (?:to|as|into|->|=>) (?<to>.+)$/iu,
    read: ({ x, to }) => update(x, { title: unquoted(to ?? '') }),
  },
  {
    pattern:
      /^(?:change|update|edit|set|correct) (?:the )?(?:title|name|text|wording|description) (?:of|for|on) (?<x>.+?) (?:to|as|into) (?<to>.+)$/iu,
    read: ({ x, to }) => update(x, { title: unquoted(to ?? '') }),
  },
  {
    pattern: new RegExp(
      `^(?:remove|clear|delete|drop|take(?: off)?|unset) (?:the )?${field} (?:of|for|from|on|off(?: of)?) (?<x>.+)$`,
      'iu',
    ),
    read: ({ x }) => update(x, { due: null }),
  },
  {
    // "rename it slides for Q1"
    pattern:
      /^(?:rename|retitle|re-name|call) (?<x>it|this|that|this one|that one|(?:the|my) .+? (?:one|task|item|reminder)) (?<to>.+)$/iu,
    read: ({ x, to }) => update(x, { title: unquoted(to ?? '') }),
  },
  {
    pattern:
      /^(?:make|turn) (?<x>.+?) (?:into )?an? (?<when>daily|weekly|monthly|yearly|fortnightly|biweekly|quarterly)(?: (?:task|reminder|thing|habit|event|one|chore|todo))?$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: /^give (?<x>.+?) (?:an? |the )?(?:higher|lower|different|new) priority$/iu,
    read: ({ x }) => update(x, null),
  },
  {
    // "add a due date to the deck": it does not say which.
    pattern:
      /^(?:add|attach|give|set|assign|put) (?:an? |the |some )?(?:new )?(?:due date|deadline|date|due time|priority|labels?|tags?|notes?|details?|description|subtasks?|location|attachment) (?:to|on|for) (?<x>.+?)(?:: .*)?$/iu,
    read: ({ x }) => update(x, null),
  },
  {
    pattern:
      /^(?:remove|delete|clear|take|drop) (?:the |all |its |any )*(?:labels?|tags?|notes?|description|subtasks?|project|repeat|recurrence) (?:from|off|of|on|for) (?<x>.+)$/iu,
    read: ({ x }) => update(x, null),
  },
  {
    pattern:
      /^(?:add|put|write|append) (?<note>.+) (?:to|in|into|on) the (?:notes?|description|comments?) (?:of|for|on) (?<x>.+)$/iu,
    read: ({ x, note }) => update(x, { notes: unquoted(note ?? '') }),
  },
  {
    // "the dentist moved to thursday"
    pattern:
      /^(?<x>(?:the|my|our) .+?) (?:moved|shifted|slipped|changed) (?:back |forward |out )?(?:to|until|till) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:can|could|should|shall|may|let) (?<x>(?!(?:i|we|you|it)\b).+?) be (?:due |moved to |set for |set to |changed to )?(?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: /^(?:put|file|keep) (?<x>.+?) (?:under|into) (?:the |my )?(?<p>[\p{L}\d_-]+)$/iu,
    read: ({ x, p }) =>
      update(x, { project: p ?? '' }, /^(?:the|my|it|this|that|them|these|those)\b/iu.test(x ?? '')),
  },
  {
    // "move this to work"
    pattern:
      /^(?:move|put|file|send|add|assign) (?<x>it|this|that|them|those|these|this one|that one) (?:to|in|into|under|on) (?:the |my )?(?<p>[\p{L}\d_-]+)$/iu,
    read: ({ x, p }, text) =>
      timed(x, p, text) ??
      (/^(?:list|tasks?|todos?|calendar|reminders?|bed|mind)$/iu.test(p ?? '')
        ? null
        : update(x, { project: p ?? '' })),
  },
  {
    pattern:
      /^(?:rename|retitle|reprioriti[sz]e|re-?label) (?<x>it|this|that|(?:the |my )?(?:(?:first|second|third|last) (?:one|task|item)|(?:task|number|item|reminder|#) ?.*|.+ (?:task|reminder|item|one)))$/iu,
    read: ({ x }) => update(x, null),
  },
  {
    pattern:
      /^(?:update|change|edit|fix|adjust|modify|correct) (?:the |my )?(?<x>.+?)(?:'s)? (?:deadline|due date|due time|priority|title|labels?|tags?|recurrence|appointment time|meeting time|time|date|day)$/iu,
    read: ({ x }) => update(x, null),
  },
  {
    pattern:
      /^(?:remove|clear|delete|drop|unset|raise|lower|increase|decrease|change|edit|update) (?:its|the) (?:due )?(?:date|time|deadline|priority|title|reminder time|due date|label|tag|note)s?$/iu,
    read: () => update('it', null),
  },
  {
    pattern: /^(?:add|put) [#@](?<l>[\p{L}\d_-]+) (?:to|on) (?<x>.+)$/iu,
    read: ({ x, l }) => update(x, { addLabels: [l ?? ''] }),
  },
  {
    pattern:
      /^(?:tag|label) (?<x>it|this|that|them|these|those|(?:the|my) .+?) (?:as |with )?[@#]?(?<l>[\p{L}\d_-]+)$/iu,
    read: ({ x, l }) => update(x, { addLabels: [l ?? ''] }),
  },
  {
    pattern: /^(?:flag|mark|star|pin) (?<x>.+?) (?:as |is )?(?:very )?important$/iu,
    read: ({ x }) => update(x, { priority: 'p1' }),
  },
  {
    pattern: /^(?:un-?flag|un-?star|de-?prioriti[sz]e) (?<x>.+)$/iu,
    read: ({ x }) => update(x, { priority: 'p4' }),
  },
  {
    // "i meant friday"
    pattern: /^(?:no,? )?i (?:meant|mean|said) (?:to say )?(?:for |on |at )?(?<when>.+)$/iu,
    read: ({ when }, text) => timed('it', when, text),
  },
  {
    pattern:
      /^(?<x>it|that|this|they|(?:the|my) .+?) should (?:be |repeat |recur |happen |be due |be on |be at )+(?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: /^(?<x>\S+(?: \S+){0,3}) (?:is|are) (?:due|on|at) (?<when>.+) now$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    // "make the vet thursday", "make bins weekly"
    pattern: /^make (?<x>(?:the|my) .+?|[\p{L}]+) (?<when>(?:next |this )?[\p{L}\d:.]+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:drop|bump|move|take|bring) (?<x>.+?) (?:down |up )?to (?<p>high|medium|low|top|urgent|normal) priority$/iu,
    read: ({ x, p }) => update(x, { priority: priorityFrom(p) }),
  },
  {
    pattern: /^stop (?<x>.+?) (?:from )?repeating$/iu,
    read: ({ x }) => update(x, { recurrence: null }),
  },
  {
    pattern: /^set (?<x>.+?) (?:for|on|at|to) (?<when>.+) instead$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    // "vet's at 4 not 3"
    pattern: /^(?<x>\S+(?: \S+){0,3}?)(?:'s| is| are) (?<when>(?:due |on |at ).+) instead$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  { pattern: /^(?:unschedule) (?<x>.+)$/iu, read: ({ x }) => update(x, { due: null }) },
  {
    pattern:
      /^(?:remove|delete|take) (?:the )?(?:label|tag) [@#]?(?<l>[\p{L}\d_-]+) (?:from|off|of) (?<x>.+)$/iu,
    read: ({ x, l }) => update(x, { removeLabels: [l ?? ''] }),
  },
  {
    pattern: /^repeat (?<x>.+?) (?<when>(?:every|each|daily|weekly|monthly|yearly|fortnightly)\b.*)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: /^(?<x>it|that|this)(?:'s| is)(?: actually)? (?<when>(?:due|at|on|for) .+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    // "set the table for 6" is a thing to do, unless there is such a task.
    pattern: /^set (?<x>(?:the|my) .+?) for (?<when>.+)$/iu,
    read: ({ x, when }, text) => {
      const command = timed(x, when, text);
      return command === null ? null : { ...command, sure: pointing.test((x ?? '').trim()) };
    },
  },
  {
    pattern: new RegExp(
      `^(?:bring|push|move|pull) (?<x>.+?)(?<dir> forward| back| up| out) (?:by )?${amountBy}$`,
      'iu',
    ),
    read: (groups, text) => shifted(groups, text),
  },
  {
    pattern: new RegExp(`^put (?<x>.+?) off (?:by |for )?${amountBy}$`, 'iu'),
    read: (groups, text) => shifted(groups, text),
  },
  {
    pattern: /^(?:hold off on|hold|wait on) (?<x>.+?) (?:until|till|to) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: /^(?:make|set) (?<x>(?:the|my) .+?) (?<when>(?:at|on) .+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:we|i|they)(?:'ve| have)? (?:moved|pushed|rescheduled|postponed|delayed|shifted|bumped) (?<x>.+?) (?:back |out )?(?:to|until|till) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:can|could|should|shall|may) (?:we|i) (?:do|have|make|get|schedule) (?<x>.+?) (?<when>(?:on|at|for) .+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:add|put|set|give|assign) (?:an? |the )?(?<p>p[1-4]|(?:high|low|medium|top) priority) (?:on|to|for) (?<x>.+)$/iu,
    read: ({ x, p }) => update(x, { priority: priorityFrom(p?.replace(/ priority$/iu, '')) }),
  },
  {
    pattern:
      /^(?:categori[sz]e|group|organi[sz]e|classify) (?<x>.+?) (?:under|as|in|into) (?:the |my )?(?<p>[\p{L}\d_-]+)$/iu,
    read: ({ x, p }) => update(x, { project: p ?? '' }),
  },
  {
    pattern:
      /^(?:turn off|stop|disable|end) (?:the )?(?:repeat(?:ing|s)?|recurrence|repetition) (?:for|of|on) (?<x>.+)$/iu,
    read: ({ x }) => update(x, { recurrence: null }),
  },
  {
    pattern: /^(?:don'?t|do not|stop|no longer) repeat(?:ing)? (?<x>.+?)(?: any ?more| any longer)?$/iu,
    read: ({ x }) => update(x, { recurrence: null }),
  },
  {
    pattern: /^put (?<x>.+?) off (?:till|until|to|for|by) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:take|remove|drop|clear|delete) (?:the )?(?:p[1-4]|priority|urgent flag|flag) (?:off|from|of|on) (?<x>.+)$/iu,
    read: ({ x }) => update(x, { priority: 'p4' }),
  },
  {
    pattern:
      /^give (?<x>.+?) (?:a |the )?(?:new )?(?:due date|deadline|date|due time|time) (?:of |on |at |to be )?(?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  { pattern: /^untag (?<x>.+)$/iu, read: ({ x }) => update(x, null) },
  {
    pattern:
      /^(?:add|put|attach|apply|give|set|stick) (?:the |a )?(?:label|tag)s? [@#]?(?<l>[\p{L}\d_-]+) (?:to|on|onto|for) (?<x>.+)$/iu,
    read: ({ x, l }) => update(x, { addLabels: [l ?? ''] }),
  },
  {
    pattern: /^(?:tag|label) (?<x>.+?) (?:as|with) [@#]?(?<l>[\p{L}\d_-]+)$/iu,
    read: ({ x, l }) => update(x, { addLabels: [l ?? ''] }),
  },
  {
    pattern:
      /^(?:add|attach|append|put|leave) (?:a |the |this )?(?:notes?|comment|description)(?: (?:saying|that says))? (?<note>.+) (?:to|on|for) (?<x>.+?)$/iu,
    read: ({ x, note }) => update(x, { notes: unquoted(note ?? '') }),
  },
  {
    pattern:
      /^(?:add|attach|append|put|leave) (?:a |the )?(?:notes?|comment|description) (?:to|on|for) (?<x>.+?)(?:: | saying | that says )(?<note>.+)$/iu,
    read: ({ x, note }) => update(x, { notes: unquoted(note ?? '') }),
  },
  {
    pattern:
      /^(?:make|set|have|let) (?<x>.+?) (?:to )?(?:repeat(?:ing)?|recur(?:ring)?|happen|be|due) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: /^(?:repeat) (?<x>it|this|that|.+? (?:task|reminder|one)) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:stop|end|cancel|remove) (?:the )?(?:repeat(?:ing|s)?|recurr(?:ing|ence)|repetition)(?: of| for| from| on)? (?<x>.+)$/iu,
    read: ({ x }) => update(x, { recurrence: null }),
  },
  {
    pattern: new RegExp(
      `^(?:${moving}) (?<x>.+?)(?: back| forward| out| off| ahead| up| later)? (?:by )?(?:another )?${amountBy}(?<dir> earlier| sooner| forward| later| back)?$`,
      'iu',
    ),
    read: (groups, text) => shifted(groups, text),
  },
  {
    pattern: new RegExp(
      `^(?:${moving}) (?:the )?${field} (?:of|for|on) (?<x>.+?) (?:to|for|until|till|as|from .+ to) (?<when>.+)$`,
      'iu',
    ),
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:move|transfer|put|send|shift|file|assign) (?<x>.+?) (?:in|to|into|under|over to) (?:the |my |project )?(?:#(?<tag>[\p{L}\d_/-]+)|(?<p>(?!(?:to-?do|to do|do|task|tasks|reminder|reminders)\b)[\p{L}\d _-]{1,30}?) (?:project|list|folder))$/iu,
    read: ({ x, tag, p }) => update(x, { project: (tag ?? p ?? '').replace(/^(?:the|my) /i, '') }),
  },
  {
    pattern: new RegExp(
      `^${moving} (?<x>.+?)(?: back| forward| out| off)? (?:to be|to|till|until|from .+ (?:to|until)|into) (?<when>.+)$`,
      'iu',
    ),
    read: ({ x, when }, text) => timedOrRenamed(x, when, text),
  },
  {
    pattern:
      /^(?:bring|push|pull|move|put) (?<x>.+?) (?:forward|back|up|out) (?:to|until|till) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:let'?s |we (?:could|should|can) |i'?ll )?(?:do|have|schedule|put|get) (?<x>it|this|that|them|those) (?<when>(?:on|at|for|to|in|by) .+|\S+)$/iu,
    read: ({ x, when }, text) => timed(x, when?.replace(/^(?:for|to) /iu, ''), text),
  },
  {
    // "the dentist got moved to the 12th", "the call is now at 4"
    pattern:
      /^(?<x>.+?)(?:'s| is| was| has| got| gets)(?: been| now)* (?:moved|pushed|rescheduled|postponed|changed|delayed|shifted|brought forward|bumped)(?: back| forward| out)? (?:to|until|till|by) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    // "the permit is due friday now"; "the call is at 4", of which "instead of 3" was taken off.
    pattern:
      /^(?<x>(?:the|my|our) .+?)(?:'s| is| are) (?<when>(?:due |on |at |for )?\S.*?)(?: now| instead)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: /^(?<x>.+?)(?:'s| is| are) now (?:due )?(?<when>(?:on |at |due )?.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: /^(?:raise|lower|increase|decrease|up|bump up|drop) (?:the )?priority (?:of|on|for) (?<x>.+)$/iu,
    read: ({ x }) => update(x, null),
  },
  {
    pattern: new RegExp(`^add ${amountBy} to (?<x>.+)$`, 'iu'),
    read: (groups, text) => (pointing.test(groups.x ?? '') ? shifted(groups, text) : null),
  },
  {
    // "can we do the dentist on tuesday instead"
    pattern:
      /^(?:(?:can|could|shall|should) (?:we|i) |let'?s )?(?:do|have|make|move|schedule|put|get) (?<x>.+?) (?<when>(?:on|at|for|to|by) .+?|\S+) instead$/iu,
    read: ({ x, when }, text) => timed(x, when?.replace(/^(?:for|to) /iu, ''), text),
  },
  {
    // "change clocks on sunday" is a new task, "postpone the report for monday" no other thing than a change.
    pattern:
      /^(?:reschedule|re-schedule|postpone|push(?: back)?|delay|defer|snooze|bump|bring forward|put off) (?<x>.+?) (?:for|on) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:set|add|put|give)(?: (?:a|the|an?other))? (?:due date|deadline|date|due time|time)(?: of| to| as)? (?<when>.+?) (?:for|on|to) (?<x>.+)$/iu,
    read: ({ x, when }, text) =>
      pointing.test((x ?? '').trim()) || /^(?:the|my) /iu.test(x ?? '') ? timed(x, when, text) : null,
  },
  {
    pattern:
      /^(?:reschedule|postpone|snooze|defer|re-schedule|put off|push back|unsnooze|bump|delay) (?<x>.+)$/iu,
    read: ({ x }, text) => trailing(x, text),
  },
  {
    pattern:
      /^(?:make|schedule|set) (?<x>it|this|that|them|the .+ (?:one|task|reminder)) (?:for |on |at |to )?(?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:change|edit|modify|update|set|correct) (?:the )?(?:title|name|priority|due date|date|deadline|time|labels?|tags?|project|notes?|description) (?:of|for|on) (?<x>.+)$/iu,
    read: ({ x }) => update(x, null),
  },
  {
    pattern: /^(?:change|edit|modify|update|correct|fix|alter) (?<x>.+)$/iu,
    read: ({ x }) =>
      pointing.test((x ?? '').trim()) && !/^(?:all|every|any) /i.test(x ?? '') ? update(x, null) : null,
  },
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

function update(reference: string | undefined, edits: TaskEdits | null, sure = true): Command | null {
  return reference === undefined || reference.trim() === ''
    ? null
    : { kind: 'update', reference: bareReference(reference), edits, sure };
}

function priorityFrom(word: string | undefined): Priority {
  const said = (word ?? '').toLowerCase();
  if (/^p?[1-4]$/.test(said)) return `p${said.slice(-1)}` as Priority;
  if (/^(?:urgent|highest|top|critical|high)$/.test(said)) return 'p1';
  if (/^(?:medium|normal)$/.test(said)) return 'p2';
  return said === 'low' ? 'p3' : 'p4';
}

function unquoted(text: string): string {
  return text.trim().replace(/^["“'](.*)["”']$/u, '$1');
}

/** `null` where `when` holds no time and nothing else that can be set. */
function timeEdits(when: string, { said }: CommandText): { edits: TaskEdits; rest: string } | null {
  const helped = /^(?:to|for|on|at|by|every|each)\b/i.test(when) ? when : `on ${when}`;
  // "update python to 3.12": a version, no time.
  if (/^v?\d+(?:\.\d+)+$/u.test(when)) return null;
  const options = [when, helped, `at ${when}`, `in ${when}`].map((words) => parseQuickAdd(words, said));
  const read = options.find(({ due, recurrence }) => due !== null || recurrence !== null);
  if (read === undefined) return null;
  const edits: TaskEdits = {
    ...(read.due === null ? {} : { due: read.due }),
    ...(read.recurrence === null ? {} : { recurrence: read.recurrence }),
    ...(read.priority === null ? {} : { priority: read.priority }),
  };
  const covered = read.chips
    .filter(({ kind }) => kind !== 'unread')
    .reduce((sum, { start, end }) => sum + end - start, 0);
  return { edits, rest: covered >= when.trim().length - 4 ? '' : read.title };
}

function timed(x: string | undefined, when: string | undefined, text: CommandText): Command | null {
  const read = timeEdits(when ?? '', text);
  return read === null || read.rest !== '' ? null : update(x, read.edits);
}

function timedOrRenamed(x: string | undefined, when: string | undefined, text: CommandText): Command | null {
  const read = timeEdits(when ?? '', text);
  if (read !== null && read.rest === '') return update(x, read.edits);
  if (/^(?:reschedule|postpone|snooze|defer|put off)\b/i.test(text.text))
    return update(x, read?.edits ?? null);
  if (/^(?:change|update|switch) /i.test(text.text) && / to (?!v?\d+\.\d)/i.test(text.text))
    return update(
      x,
      { title: unquoted(when ?? '') },
      !/^(?:my |the )?(?:password|address|oil|sheets|tyres|tires)\b/i.test(x ?? ''),
    );
  return null;
}

/** "postpone the report next week": the time stands at the end, without "to". */
function trailing(x: string | undefined, text: CommandText): Command | null {
  const read = parseQuickAdd(x ?? '', text.said);
  if (read.due === null && read.recurrence === null) return update(x, null);
  return update(read.title, {
    ...(read.due === null ? {} : { due: read.due }),
    ...(read.recurrence === null ? {} : { recurrence: read.recurrence }),
  });
}

const shortUnits: Readonly<Record<string, Unit>> = { min: 'minute', hr: 'hour', wk: 'week' };

function shifted({ x, n, unit, dir }: Groups, { text }: CommandText): Command | null {
  if (unit === undefined || n === undefined) return null;
  if (/^(?:change|set|update|switch)\b/i.test(text) && dir === undefined && !/ by /.test(text)) return null;
  const word = unit.toLowerCase().replace(/s$/, '');
  const kind = shortUnits[word] ?? unitFrom(word).unit;
  const by = n === 'half an' ? 0.5 : n === 'another' ? 1 : amountOf(n);
  const earlier =
    /earlier|sooner|forward/.test(dir ?? '') ||
    /^(?:bring forward|advance|pull in)/i.test(text) ||
    / (?:forward|up) /.test(text);
  if (Number.isNaN(by)) return null;
  const whole = by === 0.5 ? ({ unit: 'minute', by: 30 } as const) : { unit: kind, by };
  return update(x?.replace(/ (?:back|forward|out|off|ahead|up|later|to|for|until)$/i, ''), {
    shift: { unit: whole.unit, by: earlier ? -whole.by : whole.by },
  });
}
