/** Owns what a pasted text of several lines is to quick add: a task for each line, without the marks of a list. Pure. */

import { titleMaxLength } from './limits.ts';

/** As many tasks as one request may make. */
export const pastedLinesMax = 500;

/** `- `, `* `, `• `, `1. `, `2) `, and the box of a task list after any of them. */
const mark = /^\s*(?:(?:[-*•–]|\d{1,3}[.)])\s+)?(?:\[[ xX]?\]\s+)?/;

/** @returns the lines that say something; `null` where it is one line, or more than can be added at once */
export function pastedLines(text: string): readonly string[] | null {
  const lines = text
    .split(/\r\n?|\n/)
    .map((line) => line.replace(mark, '').trim().slice(0, titleMaxLength))
    .filter((line) => line !== '');
  return lines.length < 2 || lines.length > pastedLinesMax ? null : lines;
}
