/** Owns how often something repeats: the parts of an RFC 5545 rule that sentences can state, and its first day. */

import type { RecurrenceAnchor } from '../actions.ts';
import {
  type CivilDay,
  civilDate,
  daysInMonth,
  isoDay,
  nthWeekday,
  type Weekday,
  weekdayOf,
} from '../calendar/civil-day.ts';

export const dayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

export interface RepetitionRule {
  readonly frequency: 'MINUTELY' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  /** `nth` 2 is "the second of the month", -1 the last; 0 is every one. */
  readonly weekdays?: readonly { readonly weekday: Weekday; readonly nth: number }[];
  /** -1 is the last. */
  readonly monthDays?: readonly number[];
  readonly months?: readonly number[];
  /** Of the set above, which one: -1 with the five working weekdays is the last working day. */
  readonly position?: number;
  readonly anchor: RecurrenceAnchor;
}

export interface Limit {
  readonly until?: CivilDay;
  readonly count?: number;
}

export function formatRule(rule: RepetitionRule, limit: Limit = {}): string {
  const parts = [`FREQ=${rule.frequency}`];
  if (rule.interval !== 1) parts.push(`INTERVAL=${rule.interval}`);
  if (rule.months !== undefined) parts.push(`BYMONTH=${rule.months.join(',')}`);
  if (rule.monthDays !== undefined) parts.push(`BYMONTHDAY=${rule.monthDays.join(',')}`);
  if (rule.weekdays !== undefined)
    parts.push(
      `BYDAY=${rule.weekdays.map(({ weekday, nth }) => `${nth === 0 ? '' : nth}${dayCodes[weekday]}`).join(',')}`,
    );
  if (rule.position !== undefined) parts.push(`BYSETPOS=${rule.position}`);
  if (limit.count !== undefined) parts.push(`COUNT=${limit.count}`);
  if (limit.until !== undefined) parts.push(`UNTIL=${isoDay(limit.until).replaceAll('-', '')}`);
  return parts.join(';');
}

/** The first day on or after `from` that the rule names; `from` itself where it names none, or none within eight years. */
export function firstDay(rule: RepetitionRule, from: CivilDay): CivilDay {
  for (let day = from; day < from + 3000; day++) if (names(rule, day)) return day;
  return from;
}

function names(rule: RepetitionRule, day: CivilDay): boolean {
  const { year, month, day: ofMonth } = civilDate(day);
  const last = daysInMonth(year, month);
  if (rule.months !== undefined && !rule.months.includes(month)) return false;
  if (rule.monthDays?.every((said) => (said < 0 ? last + 1 + said : said) !== ofMonth) === true) return false;
  if (rule.weekdays === undefined) return true;
  const fits = ({ weekday, nth }: { weekday: Weekday; nth: number }) =>
    nth === 0 ? weekdayOf(day) === weekday : nthWeekday(year, month, { weekday, n: nth }) === day;
  if (!rule.weekdays.some(fits)) return false;
  if (rule.position === undefined) return true;
  const step = rule.position < 0 ? 1 : -1;
  for (let other = ofMonth + step; other >= 1 && other <= last; other += step) {
    if (rule.weekdays.some(({ weekday }) => weekdayOf(day + other - ofMonth) === weekday)) return false;
  }
  return true;
}
