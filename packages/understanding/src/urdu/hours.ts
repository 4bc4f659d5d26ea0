/** Owns times of day in Urdu script: "شام 5 بجے", "رات ساڑھے آٹھ بجے", "آج رات ۱۲ بجے", "کل صبح". */

import type { DayPart, Reading, Rule } from '../reading.ts';
import { likelyHour } from '../times/clock-times.ts';
import { weekdayWords } from './days.ts';
import {
  asWritten,
  dayOffsets,
  dayWords,
  digits,
  numberFrom,
  partWords,
  saysWhich,
  urduPhrase,
} from './words.ts';

const hourWords = 'ایک|دو|تین|چار|پانچ|چھ|سات|آٹھ|نو|دس|گیارہ|بارہ'.split('|');
/** Minutes that a word before the hour adds. */
const shifts: Readonly<Record<string, number>> = { ساڑھے: 30, سوا: 15, پونے: -15 };
const parts: Readonly<Record<string, DayPart>> = {
  صبح: 'morning',
  'سہ پہر': 'afternoon',
  شام: 'evening',
  رات: 'night',
};
const besideDay = new RegExp(
  `(?:^| )(?:${dayWords}|${weekdayWords})(?: (?:کو|کی|ہی|کے (?:دن|روز)))?،? $`,
  'u',
);

export const urduHours: readonly Rule[] = [
  {
    pattern: urduPhrase(
      `(?:(?:(?<day>${dayWords})(?: کی)? )?(?<part>${partWords})(?: کو| کے)? )?(?:(?<shift>${Object.keys(shifts).join('|')}) )?(?<h>${digits}|${hourWords.join('|')})(?:[:.](?<min>[0-5۰-۵][\\d۰-۹]))? ?بج(?:ے| کر (?<past>${digits}) منٹ)(?: (?:پر|تک|سے|کو))?`,
    ),
    read: ({ groups, after }, now): Reading | null => {
      if (saysWhich(after)) return null;
      const part = asWritten(groups.part ?? '');
      const said = asWritten(groups.h ?? '');
      const h = hourWords.includes(said) ? hourWords.indexOf(said) + 1 : numberFrom(said);
      if (h < 1 || h > (part === '' ? 23 : 12)) return null;
      const past = numberFrom(groups.min ?? groups.past ?? '0') + (shifts[groups.shift ?? ''] ?? 0);
      if (past > 59) return null;
      const minute = (hourIn(part, h) * 60 + past + 1440) % 1440;
      const day = dayOffsets[asWritten(groups.day ?? '')];
      if (day === undefined) return { kind: 'time', minute, sure: part !== '' || h > 12 };
      // The hours after midnight belong to the night of the day before.
      const later = part === 'رات' && minute < 5 * 60 ? 1 : 0;
      return { kind: 'date', day: now.day + day + later, minute };
    },
  },
  {
    pattern: urduPhrase(`(?<part>${partWords})(?<post> کو| تک)?`),
    read: ({ groups, before, after }) => {
      if ((groups.post === undefined && !besideDay.test(asWritten(before))) || saysWhich(after)) return null;
      const part = parts[asWritten(groups.part ?? '')];
      return part === undefined
        ? { kind: 'time', minute: 12 * 60, sure: true }
        : { kind: 'part', part, today: false };
    },
  },
];

function hourIn(part: string, h: number): number {
  if (part === '') return likelyHour(h);
  if (part === 'صبح') return h % 12;
  if (part === 'دوپہر') return h >= 10 ? h : h + 12;
  if (part === 'رات') return h === 12 || h < 5 ? h % 12 : h + 12;
  return (h % 12) + 12;
}
