/** Owns days in Urdu script: "کل", "پیر کو", "ہر جمعہ", "اگلے ہفتے". A word that is more often something else needs its "کو". */

import { mondayOf, type Weekday, weekdayAfter, weekdayOf } from '../calendar/civil-day.ts';
import { stretchOf, within } from '../dates/stretch.ts';
import type { Rule } from '../reading.ts';
import { repetition, ruleOf, weekly } from '../recurrence/how-often.ts';
import { asWritten, dayEnd, dayOffsets, dayWords, partWords, saysWhich, urduPhrase } from './words.ts';

const weekdayNames: Readonly<Record<string, Weekday>> = {
  پیر: 0,
  سوموار: 0,
  منگل: 1,
  بدھ: 2,
  جمعرات: 3,
  جمعہ: 4,
  جمعے: 4,
  ہفتہ: 5,
  ہفتے: 5,
  اتوار: 6,
};
export const weekdayWords = Object.keys(weekdayNames).join('|');
const unitNames: Readonly<Record<string, string>> = {
  دن: 'day',
  روز: 'day',
  ہفتہ: 'week',
  ہفتے: 'week',
  مہینے: 'month',
  ماہ: 'month',
  سال: 'year',
};

/** "the total amount", "full-time", "all parties"; newspapers and channels. */
const noDay =
  /^ (?:رقم|قیمت|تعداد|خرچ[ہے]?|اخراجات|لاگت|بجٹ|آمدنی|مالیت|میزان|نمبر|رقبہ|وقتی|جماعتی|پاکستان|ملا|نیوز|ٹی وی)(?!\p{L})/u;
const told = /(?:^| )(?:تھا|تھی|تھے|تھیں)[\s۔!]*$/u;
/** Saints, Buddhism, bazaars, prayers, first names. */
const namesAfter =
  /^ (?:صاحب|صاحبہ|سائیں|بابا|مرشد|و|جی|میں|پر|سید|شاہ|پگاڑا|مت|مذہب|مندر|بھکشو|سوتر|پانڈے|بازار|مبارک|خان|گل|نماز|وار)(?!\p{L})/u;
const namesBefore = /(?:^| )(?:گوتم|مہاتما|جنگل میں|نماز|خطبہ|صلوٰۃ|روزنامہ) $/u;
/** "last monday", "the second monday". */
const others = /(?:^| )(?:پچھل[اے]|گ[زذ]شتہ|گزر[اے]|پہلے|دوسرے|تیسرے|چوتھے|آخری) $/u;
/** "two weeks", "a whole week". */
const counted = /(?:[\d۰-۹]|(?:^| )(?:ایک|دو|تین|چار|پانچ|چھ|کئی|چند|کچھ|پور[اے]|رواں|فی)) $/u;
const lasting = /(?:تک|ہی|لیے|لئے)$/u;
const beforeTime = new RegExp(`^ (?:${partWords}|[\\d۰-۹]+)(?!\\p{L})`, 'u');
const ends = /^\s*(?:$|[۔،,.!?:#@])/u;

export const urduDays: readonly Rule[] = [
  {
    pattern: urduPhrase(`(?<day>${dayWords})${dayEnd}?`),
    read: ({ groups, ...beside }, now) => {
      const before = asWritten(beside.before);
      const after = asWritten(beside.after);
      // "آج کل": these days.
      if (/آج $/u.test(before) || /^ کل(?!\p{L})/u.test(after)) return null;
      if (saysWhich(after) || noDay.test(after) || told.test(after)) return null;
      if (others.test(before) || namesBefore.test(before)) return null;
      return { kind: 'date', day: now.day + (dayOffsets[asWritten(groups.day ?? '')] ?? 0) };
    },
  },
  {
    pattern: urduPhrase(
      `(?<every>ہر )?(?<on>بروز )?(?:(?<which>اس|اگلے|آئندہ) )?(?<day>${weekdayWords})(?<post>${dayEnd})?`,
    ),
    read: ({ groups, ...beside }, now) => {
      const before = asWritten(beside.before);
      const after = asWritten(beside.after);
      const day = weekdayNames[asWritten(groups.day ?? '')];
      const { every, on, which, post } = groups;
      if (day === undefined || others.test(before) || namesBefore.test(before)) return null;
      if (saysWhich(after) || namesAfter.test(after) || told.test(after)) return null;
      // "ہفتہ" is a week as well.
      if (day === 5 && (which !== undefined || counted.test(before) || lasting.test(asWritten(post ?? ''))))
        return null;
      if (day === 5 && every !== undefined && post === undefined) return null;
      const clear = post !== undefined || on !== undefined || which !== undefined || every !== undefined;
      const timed = beforeTime.test(after);
      const alone = timed || before === '' || ends.test(after) || day === 3 || day === 6;
      if (!clear && !(day === 5 ? timed : alone)) return null;
      if (every !== undefined) return weekly([day], {}, 1);
      const coming = weekdayAfter(now.day, day);
      if (which === undefined) return { kind: 'date', day: coming };
      if (which === 'اس') return { kind: 'date', day: weekdayOf(now.day) === day ? now.day : coming };
      return { kind: 'date', day: mondayOf(now.day) + 7 + day };
    },
  },
  {
    pattern: urduPhrase(`روزانہ|ہر (?<unit>${Object.keys(unitNames).join('|')})`),
    read: ({ groups, after }) => {
      const unit = groups.unit === undefined ? 'day' : unitNames[asWritten(groups.unit)];
      const rule = saysWhich(after) ? null : ruleOf(unit ?? '', 1, 'schedule');
      return rule === null ? null : repetition(rule);
    },
  },
  {
    pattern: urduPhrase('(?<which>اس|اگلے|آئندہ) (?<unit>ہفتے|مہینے|ماہ|سال)'),
    read: ({ groups, after }, now) => {
      if (saysWhich(after)) return null;
      const unit = unitNames[asWritten(groups.unit ?? '')] ?? '';
      return within(stretchOf(unit, groups.which === 'اس' ? 0 : 1, now.day), undefined, now);
    },
  },
];
