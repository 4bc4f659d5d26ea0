/** Owns days that have a name: fixed and movable feasts of the English-speaking calendar. */

import {
  type CivilDay,
  civilDate,
  civilDay,
  easterSunday,
  nthWeekday,
  type Weekday,
} from '../calendar/civil-day.ts';
import { phrase, type Rule } from '../reading.ts';

type On = (year: number) => CivilDay;
const fixed =
  (month: number, day: number): On =>
  (year) =>
    civilDay(year, month, day);
const nth =
  (month: number, n: number, weekday: Weekday): On =>
  (year) =>
    nthWeekday(year, month, { n, weekday }) ?? civilDay(year, month, 1);
const easter =
  (offset: number): On =>
  (year) =>
    easterSunday(year) + offset;

/** `alone`: the name is used for nothing else, so that it needs no "on" or "by". */
const holidays: readonly { name: string; on: On; alone?: boolean }[] = [
  { name: 'christmas eve', on: fixed(12, 24), alone: true },
  { name: 'christmas(?: day)?', on: fixed(12, 25) },
  { name: 'boxing day', on: fixed(12, 26), alone: true },
  { name: "new year'?s'? eve", on: fixed(12, 31), alone: true },
  { name: "new year'?s'?(?: day)?|new year", on: fixed(1, 1) },
  { name: 'halloween', on: fixed(10, 31) },
  { name: "(?:saint |st\\.? )?valentine'?s?'?(?: day)?", on: fixed(2, 14) },
  { name: "(?:saint|st\\.?) patrick'?s'? day", on: fixed(3, 17), alone: true },
  { name: "april fool'?s?'?(?: day)?", on: fixed(4, 1) },
  { name: 'earth day', on: fixed(4, 22) },
  { name: 'cinco de mayo', on: fixed(5, 5) },
  { name: 'juneteenth', on: fixed(6, 19) },
  { name: 'independence day|(?:the )?(?:4th|fourth) of july', on: fixed(7, 4) },
  { name: "veteran'?s'? day", on: fixed(11, 11) },
  { name: 'groundhog day', on: fixed(2, 2) },
  { name: '(?:mlk|martin luther king(?: jr\\.?)?) day', on: nth(1, 3, 0) },
  { name: "president'?s'? day", on: nth(2, 3, 0) },
  { name: "mother'?s'? day", on: nth(5, 2, 6) },
  { name: "father'?s'? day", on: nth(6, 3, 6) },
  { name: 'memorial day', on: nth(5, -1, 0) },
  { name: 'labou?r day', on: nth(9, 1, 0) },
  { name: "columbus day|indigenous peoples'? day", on: nth(10, 2, 0) },
  { name: 'black friday', on: (year) => nth(11, 4, 3)(year) + 1 },
  { name: 'cyber monday', on: (year) => nth(11, 4, 3)(year) + 4 },
  { name: 'thanksgiving(?: day)?', on: nth(11, 4, 3) },
  { name: 'good friday', on: easter(-2) },
  { name: 'easter monday', on: easter(1) },
  { name: 'ash wednesday', on: easter(-46) },
  { name: 'easter(?: sunday)?', on: easter(0) },
];

const led =
  /\b(?:on|by|over|before|until|till|til|after|this|next|due|since|the day after|starting|from|last|every|each) (?:the )?$/;

export const holidayDates: readonly Rule[] = [
  ...holidays.map(
    ({ name, on, alone }): Rule => ({
      pattern: phrase(`(?:(?<which>this|next|last) )?(?:${name})(?:,? (?<year>20\\d\\d))?`),
      read: ({ groups, before, after }, now) => {
        const closed = /^\s*(?:$|[,.;!?)]|\d|(?:at|by|in|with|from|and) )/.test(after);
        const whole = /^\s*(?:$|[,.;!?)])/.test(after) && / for $/.test(before);
        const ends = alone === true && closed && !/\b(?:for|of|a|the|about|my|our) $/.test(before);
        if (
          groups.which === undefined &&
          groups.year === undefined &&
          !ends &&
          !whole &&
          !(
            led.test(before) &&
            !/^ (?:shopping|cards?|gifts?|presents?|tree|party|dinner|movie|lights|list|decorations|deals?|sales?|sweater|costume)\b/.test(
              after,
            )
          )
        )
          return null;
        return { kind: 'date', day: dayOf(on, now.day, groups) };
      },
    }),
  ),
];

function dayOf(on: On, today: CivilDay, groups: Readonly<Record<string, string | undefined>>): CivilDay {
  const { year } = civilDate(today);
  if (groups.year !== undefined) return on(Number(groups.year));
  const coming = on(year) >= today ? year : year + 1;
  return on(groups.which === 'last' ? coming - 1 : coming);
}
