/** Owns weekdays, months and units of time as patterns and as values. */

import type { Weekday } from '../calendar/civil-day.ts';

export const weekday =
  '(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)';
/** Several of a weekday: "mondays". */
export const weekdayPlural = '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days)';
export const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
export const unit = '(?:minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?)';

const weekdayStarts = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const monthStarts = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

export function weekdayFrom(text: string): Weekday {
  return weekdayStarts.indexOf(text.slice(0, 2)) as Weekday;
}
export function monthFrom(text: string): number {
  return monthStarts.indexOf(text.slice(0, 3)) + 1;
}

export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** A unit with how often it is counted: a fortnight is two weeks, a quarter three months. */
export function unitFrom(text: string): { unit: Unit; times: number } {
  const word = text.replace(/s$/, '');
  if (word === 'fortnight') return { unit: 'week', times: 2 };
  if (word === 'quarter') return { unit: 'month', times: 3 };
  return { unit: word as Unit, times: 1 };
}
