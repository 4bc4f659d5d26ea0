/** Owns due dates as a person reads them: which day, whether it is past, and in which words. Pure. */

import type { Due, Task } from '@todo-chatbot/contracts';
import { clockAt } from './clocks.ts';

/** Now, where the person is. */
export type Moment = {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** An IANA name. */
  readonly timeZone: string;
  /** `2026-11-30`. */
  readonly today: string;
};

export const momentAt = (now: number, timeZone: string): Moment => ({
  now,
  timeZone,
  today: dayAt(now, timeZone),
});

/** The day of a moment: `2026-11-30`. @param instant milliseconds since the epoch */
export const dayAt = (instant: number, timeZone: string): string => clockAt(instant, timeZone).slice(0, 10);

/** The time of day of a moment: `09:05`. */
export const timeAt = (instant: number, timeZone: string): string => clockAt(instant, timeZone).slice(11);

/** The day that a task is due on for a person in a time zone. */
export const dueDay = (due: Due, timeZone: string): string =>
  'date' in due ? due.date : dayAt(Date.parse(due.at), timeZone);

export function isOverdue(task: Task, moment: Moment): boolean {
  if (task.due === null || task.completed) return false;
  return 'date' in task.due ? task.due.date < moment.today : Date.parse(task.due.at) < moment.now;
}

/** @param days negative: before */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** `Today`, `Tomorrow`, `Friday` within a week, else `30 Nov`, with the year where it is another one. */
export function dayWords(day: string, today: string): string {
  if (day === today) return 'Today';
  if (day === addDays(today, 1)) return 'Tomorrow';
  if (day === addDays(today, -1)) return 'Yesterday';
  if (day > today && day < addDays(today, 7)) return weekdayOf(day);
  const { date, month, year } = partsOf(day, today);
  return `${date} ${month.slice(0, 3)}${year}`;
}

/** For a heading: `Tomorrow · Monday 30 November`. */
export function dayHeading(day: string, today: string): string {
  const { date, month, year } = partsOf(day, today);
  const words = `${weekdayOf(day)} ${date} ${month}${year}`;
  if (day === today) return `Today · ${words}`;
  return day === addDays(today, 1) ? `Tomorrow · ${words}` : words;
}

/** `Today 17:30`; the zone is named where its clocks show another time than the person's. */
export function dueWords(due: Due, moment: Moment): string {
  const day = dayWords(dueDay(due, moment.timeZone), moment.today);
  if ('date' in due) return day;
  return `${day} ${timeAt(Date.parse(due.at), moment.timeZone)}`;
}

/** Where the task was meant for another zone: what its clocks show, `09:00 in New York`; else `null`. */
export function elsewhereWords(due: Due, timeZone: string): string | null {
  if ('date' in due || due.timeZone === timeZone) return null;
  const instant = Date.parse(due.at);
  const there = timeAt(instant, due.timeZone);
  if (there === timeAt(instant, timeZone) && dayAt(instant, due.timeZone) === dayAt(instant, timeZone))
    return null;
  return `${there} in ${placeOf(due.timeZone)}`;
}

/** `America/New_York` → `New York`. */
export const placeOf = (timeZone: string): string =>
  (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

const weekdayOf = (day: string): string => weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';

/** `year` with the space before it, and empty where it is today's. */
function partsOf(day: string, today: string) {
  const [year = '', month = '', date = ''] = day.split('-');
  return {
    date: Number(date),
    month: months[Number(month) - 1] ?? '',
    year: year === today.slice(0, 4) ? '' : ` ${year}`,
  };
}
