/** Owns the order of the rules: of two equally long readings of the same words the earlier rule's counts. */

import { dateWords } from './dates/date-words.ts';
import { daysOfMonth } from './dates/days-of-month.ts';
import { durations } from './dates/durations.ts';
import { holidayDates } from './dates/holidays.ts';
import { namedDates } from './dates/named-dates.ts';
import { numericDates } from './dates/numeric-dates.ts';
import { periods } from './dates/periods.ts';
import { weekdays } from './dates/weekdays.ts';
import type { Rule } from './reading.ts';
import { adverbRules } from './recurrence/adverbs.ts';
import { everyRules } from './recurrence/every.ts';
import { limitRules } from './recurrence/limits.ts';
import { monthDayRules } from './recurrence/month-days.ts';
import { yearDayRules } from './recurrence/year-days.ts';
import { clockTimes } from './times/clock-times.ts';
import { dayPartRules } from './times/day-parts.ts';
import { timeSpans } from './times/time-spans.ts';
import { urduDays } from './urdu/days.ts';
import { urduHours } from './urdu/hours.ts';

export interface Chapter {
  /** Without one of these the canonical text has nothing for the rules: most texts need few rules. */
  readonly needs: RegExp;
  readonly rules: readonly Rule[];
}

export const grammar: readonly Chapter[] = [
  {
    needs: /every|each|yearly|annually|daily|monthly/,
    rules: [...everyRules, ...monthDayRules, ...yearDayRules],
  },
  {
    needs:
      /ly\b|day|weekend|mon|tue|wed|thu|fri|sat|sun|once|twice|thrice|times|\dx|every now|every so|every once|mwf|m\/w|t.?th|tuth|alternate|morning|evening|night|noon/,
    rules: adverbRules,
  },
  {
    needs:
      /christmas|boxing|new year|hallow|valentine|patrick|april fool|earth|cinco|juneteenth|july|independ|veteran|ground|king|mlk|president|mother|father|memorial|labou?r|columbus|indig|friday|monday|ash|thanks|easter/,
    rules: holidayDates,
  },
  {
    needs: /min|hour|day|week|month|year|quarter|fortnight|today|tomorrow|before|after|\d ?[mhdwy]|in \d/,
    rules: durations,
  },
  {
    needs: /\d|day|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|first|second|third|th\b/,
    rules: [...numericDates, ...namedDates, ...daysOfMonth],
  },
  { needs: /mon|tue|wed|thu|fri|sat|sun/, rules: weekdays },
  { needs: /tod|tom|yester|morrow|day|clos|soon|away|immed/, rules: dateWords },
  {
    needs:
      /week|month|quarter|year|fortnight|days|q[1-4]|20\d\d|spring|summer|autumn|fall|winter|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/,
    rules: periods,
  },
  { needs: /\d/, rules: timeSpans },
  {
    needs:
      /\d|noon|mid|clock|past|quarter|half|lunch|first|bright|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve/,
    rules: clockTimes,
  },
  { needs: /morning|afternoon|eve|night|[ap]m/, rules: dayPartRules },
  { needs: /for|times|occur|repet/, rules: limitRules },
  { needs: /\p{Script=Arabic}/u, rules: [...urduDays, ...urduHours] },
];
