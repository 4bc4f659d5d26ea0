/** Owns arithmetic on calendar days: a day is the number of days since 1970-01-01, so that no time zone can interfere. */

export type CivilDay = number;

/** 0 is Monday: a week starts on Monday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const millisecondsPerDay = 86_400_000;

/** Months and days out of range carry over, as in `Date.UTC`. */
export function civilDay(year: number, month: number, day: number): CivilDay {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / millisecondsPerDay);
}

export function civilDate(day: CivilDay): CivilDate {
  const date = new Date(day * millisecondsPerDay);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export function isoDay(day: CivilDay): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
}

/** `isoMoment(day, 1050)` is `…T17:30:00`. */
export function isoMoment(day: CivilDay, minute: number, second = 0): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${isoDay(day)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second)}`;
}

export function weekdayOf(day: CivilDay): Weekday {
  return ((((day + 3) % 7) + 7) % 7) as Weekday;
}

export function mondayOf(day: CivilDay): CivilDay {
  return day - weekdayOf(day);
}

export function daysInMonth(year: number, month: number): number {
  return civilDate(civilDay(year, month + 1, 0)).day;
}

/** The same day so many months later; the last of the month where it has no such day. */
export function plusMonths(day: CivilDay, months: number): CivilDay {
  const from = civilDate(day);
  const first = civilDate(civilDay(from.year, from.month + months, 1));
  return civilDay(first.year, first.month, Math.min(from.day, daysInMonth(first.year, first.month)));
}

/** `null` where the month has no such day. */
export function validDay(year: number, month: number, day: number): CivilDay | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return civilDay(year, month, day);
}

/** The `nth` such weekday of a month; -1 is the last. `null` where there is none. */
export function nthWeekday(
  year: number,
  month: number,
  nth: { weekday: Weekday; n: number },
): CivilDay | null {
  if (nth.n < 0) {
    const last = civilDay(year, month + 1, 0);
    return last - ((weekdayOf(last) - nth.weekday + 7) % 7) + (nth.n + 1) * 7;
  }
  const first = civilDay(year, month, 1);
  const day = first + ((nth.weekday - weekdayOf(first) + 7) % 7) + (nth.n - 1) * 7;
  return civilDate(day).month === civilDate(first).month ? day : null;
}

/** The first such weekday after `day`, never `day` itself. */
export function weekdayAfter(day: CivilDay, weekday: Weekday): CivilDay {
  return day + ((weekday - weekdayOf(day) + 6) % 7) + 1;
}

/** Easter Sunday (the anonymous Gregorian algorithm, Nature 1876). */
export function easterSunday(year: number): CivilDay {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return civilDay(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}
