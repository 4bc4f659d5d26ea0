/** Owns several weekdays in a row: "mon, wed and fri", "monday through friday". */

import type { Weekday } from '../calendar/civil-day.ts';
import { weekday, weekdayFrom } from '../text/calendar-words.ts';

const one = `(?:${weekday}s?|tues|weds|thurs|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)`;
const joint = '(?: ?, ?and |,? and | ?& ?| ?\\+ ?| ?/ ?| ?, ?| or )';
const through = ' ?(?:-|–|to|through|thru|till|until) ?';

/** One or more, or a range. */
export const weekdayList = `${one}(?:${through}${one}|(?:${joint}(?:every |each |on )?${one})+)?`;
/** Two at least, or a range. */
export const severalWeekdays = `${one}(?:${through}${one}|(?:${joint}(?:on )?${one})+)`;
/** Three or more without commas: "mon wed fri". */
export const spacedWeekdays = `${one}(?: (?:and |& )?${one}){2,}`;

export function weekdaysFrom(text: string): Weekday[] {
  const found = [...text.matchAll(new RegExp(one, 'gu'))].map((match) => weekdayFrom(match[0]));
  const [first, second] = found;
  if (
    found.length === 2 &&
    first !== undefined &&
    second !== undefined &&
    new RegExp(`^${one}${through}${one}$`, 'u').test(text)
  ) {
    const range: Weekday[] = [];
    for (let day: number = first; ; day = (day + 1) % 7) {
      range.push(day as Weekday);
      if (day === second) return range;
    }
  }
  return [...new Set(found)].sort((a, b) => a - b);
}
