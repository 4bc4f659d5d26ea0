/** Owns the filter that words state: "overdue tasks about taxes in #home". */

import type { TaskFilter } from '../actions.ts';
import { civilDay, isoDay } from '../calendar/civil-day.ts';
import { readClock } from '../calendar/wall-clock.ts';
import type { QuickAdd } from '../chips.ts';
import type { LocalPeriod, Said } from '../moment.ts';

const open =
  /\b(?:not (?:done|finished|completed?)|undone|unfinished|incomplete|uncompleted|pending|open|outstanding|remaining|active|yet to|left|to be done|still (?:have|need|to do)|haven'?t)\b/;
const done =
  /\b(?:completed?|finished?|done|accomplish(?:ed)?|checked off|ticked off|closed|archived|achieved?|got done|knocked out)\b|\b(?:did|have|had) (?:i|we)\b.*\b(?:finish|complete|do|done|accomplish|get done|achieve)\b/;
const all =
  /\b(?:including (?:completed|done)|(?:both )?(?:completed|done) and (?:pending|open)|everything ever)\b/;
const undated =
  /\b(?:without (?:a |any )?(?:due )?dates?|(?:with )?no (?:due )?dates?|undated|unscheduled|not scheduled)\b/;
const about =
  /\b(?:about|regarding|concerning|containing|mentioning|related to|relating to|involving|named|called|titled|that (?:say|mention|contain)s?|with the words?|matching|to do with|(?:search|look|check|find)(?: (?:for|up))?(?: (?:tasks?|todos?|anything|everything|all|my))*(?: (?:for|about|with))?) (?<x>.+)$/;
const label =
  /\b(?:tagged|labell?ed|(?:with|having) (?:the )?(?:tag|label))(?: (?:as|with))? [@#]?(?<x>[\p{L}\d_-]+)/u;
const project =
  /\b(?:in|from|of|under|on|for) (?:the |my )?(?<x>[\p{L}\d _-]{1,30}?) (?:project|folder)\b|\bproject (?<y>[\p{L}\d_-]+)/u;
const generic =
  /^(?:(?:my|the|all|any|some|of|a|on|in|for|to|list|lists|tasks?|todos?|to-dos?|reminders?|items?|things?|appointments?|meetings?|events?|jobs?|chores?|everything|anything|calendar|schedule|it|that|me|i|due|have|are|is|with|and)\s*)*$/;

export interface Stated {
  /** The words, lower case. */
  readonly text: string;
  readonly read: QuickAdd;
  readonly said: Said;
}

export function readFilter({ text, read, said }: Stated): TaskFilter {
  const status = all.test(text)
    ? 'all'
    : open.test(text)
      ? 'pending'
      : done.test(text)
        ? 'completed'
        : 'pending';
  const left = read.title.toLowerCase().replace(/[?.!]+$/, '');
  const search = about
    .exec(left)
    ?.groups?.x?.replace(
      /\b(?:on|in|from) (?:my|the) (?:to-?do |task |reminders? )?(?:list|tasks|calendar|reminders)\b.*$/,
      '',
    )
    .replace(/^(?:the|my|a|an) /, '')
    .trim();
  const labelled = label.exec(text)?.groups?.x;
  const inside = project.exec(text)?.groups;
  return {
    status,
    period: periodOf(read, said, text),
    overdue: /\b(?:overdue|past due|late|missed|behind on)\b/.test(text),
    undated: undated.test(text),
    priority: read.priority ?? (/\b(?:urgent|most important|important)\b/.test(text) ? 'p1' : null),
    project: read.project ?? inside?.x ?? inside?.y ?? null,
    labels: labelled === undefined ? read.labels : [...read.labels, labelled],
    search:
      search === undefined ||
      search === '' ||
      generic.test(search) ||
      /^(?:what|which|when|how|if|whether|to see)\b/.test(search) ||
      labelled !== undefined
        ? null
        : search,
  };
}

/** The stretch that a stated date means when tasks are looked for: a day is the whole day. */
export function periodOf(
  read: Pick<QuickAdd, 'due' | 'duePeriod'>,
  said: Said,
  text = '',
): LocalPeriod | null {
  if (read.duePeriod !== null) return read.duePeriod;
  if (read.due === null) return null;
  const [year = 0, month = 1, day = 1] = read.due.slice(0, 10).split('-').map(Number);
  const next = isoDay(civilDay(year, month, day) + 1);
  if (/\b(?:by|until|till|up to)\b/.test(text)) return [null, next];
  const today = isoDay(readClock(said).day);
  if (/\bfrom now on\b/.test(text)) return [today, null];
  return [read.due.slice(0, 10), next];
}
