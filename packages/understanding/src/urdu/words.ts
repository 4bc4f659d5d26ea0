/** Owns how Urdu script stands in a pattern: letters that keyboards write in two ways, digits, and what follows a time. */

import { phrase } from '../reading.ts';

const otherwise: Readonly<Record<string, string>> = {
  ک: '[کك]',
  ی: '[یيى]',
  ہ: '[ہه]',
  آ: '(?:آ|ا\u0653)',
};

/** A pattern between boundaries, as `phrase` makes it; "بدھؤں" and "کُل" hold no day. */
export function urduPhrase(source: string): RegExp {
  return phrase(
    `(?<![۰-۹])(?:${source.replace(/[کیہآ]/gu, (letter) => otherwise[letter] ?? letter)})(?![\\p{M}\u200C۰-۹])`,
  );
}

/** The letters as this package writes them, whatever keyboard they are from. */
export function asWritten(word: string): string {
  return word.replaceAll('ك', 'ک').replace(/[يى]/gu, 'ی').replaceAll('ه', 'ہ').replaceAll('ا\u0653', 'آ');
}

export const digits = '[\\d۰-۹]{1,2}';

export function numberFrom(text: string): number {
  return Number(text.replace(/[۰-۹]/gu, (digit) => String('۰۱۲۳۴۵۶۷۸۹'.indexOf(digit))));
}

export const partWords = 'صبح|دوپہر|سہ پہر|شام|رات';
export const dayOffsets: Readonly<Record<string, number>> = { آج: 0, کل: 1, پرسوں: 2 };
export const dayWords = Object.keys(dayOffsets).join('|');

/** "on", "by", "for" after a day; "of" only before a part of it. */
export const dayEnd = `(?: (?:کو|تک|ہی|کے (?:لیے|لئے|دن|روز)|کی(?= (?:${partWords})(?!\\p{L}))))`;

/** "tomorrow's meeting", "the nine o'clock news": which, not when. */
export function saysWhich(after: string): boolean {
  return /^ (?:کا|کی|کے|والا|والے|والی)(?!\p{L})/u.test(asWritten(after));
}
