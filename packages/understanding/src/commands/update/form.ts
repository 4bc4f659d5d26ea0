/** Owns what the forms of a change share: how one is made, and the words for levels, times and distances. */

import type { Priority, TaskEdits } from '../../actions.ts';
import { parseQuickAdd } from '../../quick-add.ts';
import { type Unit, unitFrom } from '../../text/calendar-words.ts';
import { amountOf } from '../../text/numbers.ts';
import { bareReference, type Command, type CommandText } from '../command.ts';

export type Groups = Readonly<Record<string, string | undefined>>;
export interface Form {
  readonly pattern: RegExp;
  /** `null`: it only looked like one. */
  readonly read: (groups: Groups, text: CommandText) => Command | null;
}

export const moving =
  '(?:move|reschedule|re-schedule|postpone|push(?: back| out| off)?|delay|defer|snooze|shift|bump|bring forward|put off|change|switch|set|carry over|update|extend|advance|pull in)';
export const field = '(?:due(?: date| time)?|dates?|time|deadline|day|schedule)';
export const amountBy =
  '(?<n>\\d+|an?|one|two|three|four|five|six|seven|a few|a couple(?: of)?|another|half an) (?<unit>minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?)';
export const levels = '(?:p[1-4]|urgent|highest|top|critical|high|medium|normal|low|lowest|none|[1-4])';

export function update(reference: string | undefined, edits: TaskEdits | null, sure = true): Command | null {
  return reference === undefined || reference.trim() === ''
    ? null
    : { kind: 'update', reference: bareReference(reference), edits, sure };
}

export function priorityFrom(word: string | undefined): Priority {
  const said = (word ?? '').toLowerCase();
  if (/^p?[1-4]$/.test(said)) return `p${said.slice(-1)}` as Priority;
  if (/^(?:urgent|highest|top|critical|high)$/.test(said)) return 'p1';
  if (/^(?:medium|normal)$/.test(said)) return 'p2';
  return said === 'low' ? 'p3' : 'p4';
}

export function unquoted(text: string): string {
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

export function timed(x: string | undefined, when: string | undefined, text: CommandText): Command | null {
  const read = timeEdits(when ?? '', text);
  return read === null || read.rest !== '' ? null : update(x, read.edits);
}

export function timedOrRenamed(
  x: string | undefined,
  when: string | undefined,
  text: CommandText,
): Command | null {
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
export function trailing(x: string | undefined, text: CommandText): Command | null {
  const read = parseQuickAdd(x ?? '', text.said);
  if (read.due === null && read.recurrence === null) return update(x, null);
  return update(read.title, {
    ...(read.due === null ? {} : { due: read.due }),
    ...(read.recurrence === null ? {} : { recurrence: read.recurrence }),
  });
}

const shortUnits: Readonly<Record<string, Unit>> = { min: 'minute', hr: 'hour', wk: 'week' };

export function shifted({ x, n, unit, dir }: Groups, { text }: CommandText): Command | null {
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
