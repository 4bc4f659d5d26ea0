/** Owns the order of the rules: of two equally long readings of the same words the earlier rule's counts. */

import { dateWords } from './dates/date-words.ts';
import { durations } from './dates/durations.ts';
import { explicitDates } from './dates/explicit-dates.ts';
import { holidayDates } from './dates/holidays.ts';
import { periods } from './dates/periods.ts';
import { weekdays } from './dates/weekdays.ts';
import type { Rule } from './reading.ts';
import { adverbRules } from './recurrence/adverbs.ts';
import { everyRules } from './recurrence/every.ts';
import { limitRules } from './recurrence/limits.ts';
import { clockTimes } from './times/clock-times.ts';
import { dayPartRules } from './times/day-parts.ts';
import { timeSpans } from './times/time-spans.ts';

export const grammar: readonly Rule[] = [
  ...everyRules,
  ...adverbRules,
  ...holidayDates,
  ...durations,
  ...explicitDates,
  ...weekdays,
  ...dateWords,
  ...periods,
  ...timeSpans,
  ...clockTimes,
  ...dayPartRules,
  ...limitRules,
];
