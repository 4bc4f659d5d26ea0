/** Owns how a repetition is said, and the ones that a person can pick. Pure. */

import type { Recurrence } from '@todo-chatbot/contracts';

const dayNames: Readonly<Record<string, string>> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};
const codes = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;
const units: Readonly<Record<string, string>> = {
  HOURLY: 'hour',
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
};
const ordinals: Readonly<Record<string, string>> = { 1: '1st', 2: '2nd', 3: '3rd', '-1': 'last' };

/** `Every weekday`, `Every 2 weeks on Monday and Friday`, `Every month on the last Friday`. */
export function recurrenceWords({ rrule, fromCompletion }: Recurrence): string {
  const parts = Object.fromEntries(rrule.split(';').map((part) => part.split('=') as [string, string]));
  const unit = units[parts.FREQ ?? ''] ?? 'time';
  const interval = Number(parts.INTERVAL ?? 1);
  const every = interval === 1 ? `Every ${unit}` : `Every ${interval} ${unit}s`;
  const after = fromCompletion ? ' after completion' : '';
  if (parts.FREQ === 'WEEKLY' && parts.BYDAY === 'MO,TU,WE,TH,FR' && interval === 1)
    return `Every weekday${after}`;
  const on =
    parts.BYDAY !== undefined
      ? ` on ${listed(parts.BYDAY.split(',').map((day) => weekday(day, parts.BYSETPOS)))}`
      : parts.BYMONTHDAY !== undefined
        ? ` on the ${listed(parts.BYMONTHDAY.split(',').map(monthDay))}`
        : '';
  return `${every}${on}${after}`;
}

/** What the menu offers for a task due on a day, by its rule. @param day `2026-11-30` */
export function recurrenceChoices(day: string): readonly string[] {
  const date = new Date(`${day}T00:00:00Z`);
  return [
    'FREQ=DAILY',
    'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
    `FREQ=WEEKLY;BYDAY=${codes[date.getUTCDay()]}`,
    `FREQ=MONTHLY;BYMONTHDAY=${date.getUTCDate()}`,
    'FREQ=YEARLY',
  ];
}

function weekday(code: string, position: string | undefined): string {
  const [, number = position ?? '', day = ''] = /^([+-]?\d*)([A-Z]{2})$/.exec(code) ?? [];
  const name = dayNames[day] ?? code;
  return number === '' ? name : `the ${ordinals[number] ?? ordinal(Number(number))} ${name}`;
}

const monthDay = (text: string): string =>
  text === '-1'
    ? 'last day'
    : text.startsWith('-')
      ? `${text.slice(1)}. day from the end`
      : ordinal(Number(text));

function ordinal(number: number): string {
  const tens = number % 100;
  if (tens >= 11 && tens <= 13) return `${number}th`;
  return `${number}${['th', 'st', 'nd', 'rd'][number % 10] ?? 'th'}`;
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
