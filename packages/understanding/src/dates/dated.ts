/** Owns what the rules for explicit dates share: how a year is written, and which of two years is meant. */

import { type CivilDay, civilDate } from '../calendar/civil-day.ts';
import type { WallClock } from '../calendar/wall-clock.ts';
import { weekday } from '../text/calendar-words.ts';

export const year = "(?<year>(?:19|20)\\d\\d|['’]\\d\\d|(?:this|next) year)";
export const ledBy = `(?:(?<weekday>${weekday}),? (?:the )?)?`;

export function dated(day: CivilDay | null) {
  return day === null ? null : ({ kind: 'date', day } as const);
}

export function upcoming(
  thisYear: CivilDay | null,
  nextYear: CivilDay | null,
  now: WallClock,
): CivilDay | null {
  return thisYear !== null && thisYear >= now.day ? thisYear : nextYear;
}

export function yearOf(text: string, now: WallClock): number {
  if (text.endsWith(' year')) return civilDate(now.day).year + (text.startsWith('next') ? 1 : 0);
  const digits = text.replace(/^['’]/, '');
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}
