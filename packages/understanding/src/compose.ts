/** Owns how the phrases of one text make one due date and one repetition: which belong together, and which are left alone. */

import type { Recurrence } from './actions.ts';
import { type CivilDay, isoDay, isoMoment, plusMonths, weekdayOf } from './calendar/civil-day.ts';
import type { WallClock } from './calendar/wall-clock.ts';
import type { Found } from './find-phrases.ts';
import type { LocalMoment, LocalPeriod } from './moment.ts';
import { type DayPart, dayParts, type Reading } from './reading.ts';
import { firstDay, formatRule, type Limit, type RepetitionRule } from './recurrence/repetition-rule.ts';

export interface Timing {
  readonly due: LocalMoment | null;
  readonly duePeriod: LocalPeriod | null;
  readonly recurrence: Recurrence | null;
  /** What the above was read from. */
  readonly used: readonly Found[];
}

type Of<K extends Reading['kind']> = Found & { readonly reading: Extract<Reading, { kind: K }> };

export function compose(found: readonly Found[], now: WallClock): Timing {
  const repetition = merged(of(found, 'repetition'));
  return repetition === undefined ? once(found, now) : repeated(found, repetition, now);
}

function once(found: readonly Found[], now: WallClock): Timing {
  const moment = of(found, 'moment')[0];
  const date = chosenDate(found);
  const clock = readTime(found, date);
  if (moment !== undefined && date === undefined) {
    const { day, minute, second } = moment.reading;
    return timing({ due: isoMoment(day, minute, second), used: [moment] });
  }
  if (date === undefined) {
    if (clock === undefined) return timing({});
    const late = clock.today
      ? false
      : clock.minute < now.minute || (clock.minute === now.minute && now.second >= 0);
    const day = now.day + (late ? 1 : 0);
    return timing({
      due: isoMoment(day, clock.minute),
      duePeriod: clock.until === undefined ? null : span(day, clock.minute, clock.until),
      used: clock.used,
    });
  }
  const weak = of(found, 'date').filter((one) => one !== date && one.reading.weak === true);
  const used = [date, ...weak, ...(clock?.used ?? [])];
  if (date.reading.kind === 'period') {
    const { start, end, due } = date.reading;
    if (clock !== undefined) return timing({ due: isoMoment(due, clock.minute), used });
    if (/before$/.test(date.lead) && start !== null)
      return timing({ due: isoDay(start - 1), duePeriod: [null, isoDay(start)], used });
    if (/(?:by|until|till|til)$/.test(date.lead) && start !== null && start > now.day)
      return timing({ due: isoDay(start), used });
    return timing({
      due: isoDay(due),
      duePeriod: [start === null ? null : isoDay(start), end === null ? null : isoDay(end)],
      used,
    });
  }
  const day = date.reading.day;
  if (date.reading.minute !== undefined)
    return timing({ due: isoMoment(day, date.reading.minute), used: [date] });
  if (clock !== undefined)
    return timing({
      due: isoMoment(day, clock.minute),
      duePeriod: clock.until === undefined ? null : span(day, clock.minute, clock.until),
      used,
    });
  if (
    /(?:before|prior to|ahead of)$/.test(date.lead) &&
    date.reading.ending !== true &&
    !/on or/.test(date.lead)
  )
    return timing({
      due: isoDay(Math.max(day - 1, Math.min(day, now.day))),
      duePeriod: [null, isoDay(day)],
      used,
    });
  if (/after$/.test(date.lead))
    return timing({ due: isoDay(day + 1), duePeriod: [isoDay(day + 1), null], used });
  return timing({ due: isoDay(day), used });
}

interface Repetition {
  readonly rule: RepetitionRule;
  readonly part: DayPart | undefined;
  readonly used: readonly [Found, ...Found[]];
}

/** "weekly sync on mondays": two phrases of one repetition. */
function merged(all: readonly Of<'repetition'>[]): Repetition | undefined {
  const [first, second] = all;
  if (first === undefined) return undefined;
  const { rule, part } = first.reading;
  if (second === undefined || second.reading.rule.frequency !== rule.frequency || rule.weekdays !== undefined)
    return { rule, part, used: [first] };
  const interval = Math.max(rule.interval, second.reading.rule.interval);
  return {
    rule: { ...second.reading.rule, interval },
    part: part ?? second.reading.part,
    used: [first, second],
  };
}

function repeated(found: readonly Found[], repetition: Repetition, now: WallClock): Timing {
  const dates = [...of(found, 'date'), ...of(found, 'period')];
  const until = dates.find(({ lead }) => /(?:until|till|til|thru|through|up to|ending(?: on)?)$/.test(lead));
  // "every jan 1 and july 1": the second is no beginning; it stays, and is said to be unread.
  const second = (date: Found) =>
    date.lead === '' && found.some(({ end }) => end + ' and '.length === date.start);
  const start = dates.find((date) => date !== until && !/since$/.test(date.lead) && !second(date));
  const limit = of(found, 'limit')[0];
  const clock = readTime(found, repetition.used[0], repetition.part);
  const from =
    start === undefined ? undefined : start.reading.kind === 'date' ? start.reading.day : start.reading.start;
  const starts = /^(?:start|begin|from|as of|effective|since)/.test(start?.lead ?? '');
  const rule =
    starts || start?.reading.kind !== 'date'
      ? repetition.rule
      : completed(repetition.rule, start.reading.day);
  const used = [
    ...repetition.used,
    ...(until ? [until] : []),
    ...(start ? [start] : []),
    ...(limit ? [limit] : []),
    ...(clock?.used ?? []),
  ];
  const late = clock !== undefined && clock.minute <= now.minute;
  if (rule.frequency === 'HOURLY' || rule.frequency === 'MINUTELY') {
    const ends = limitOf(rule, { day: from ?? now.day, until: until?.reading, limit: limit?.reading });
    const next = now.after(rule.interval * (rule.frequency === 'HOURLY' ? 60 : 1));
    const due =
      clock === undefined
        ? from === undefined || from === null
          ? isoMoment(next.day, next.minute)
          : isoDay(from)
        : isoMoment((from ?? now.day) + (late && from === undefined ? 1 : 0), clock.minute);
    return timing({ due, recurrence: { rrule: formatRule(rule, ends), anchor: rule.anchor }, used });
  }
  const bare = rule.weekdays === undefined && rule.monthDays === undefined && rule.months === undefined;
  const earliest = from ?? (late && !(bare && rule.frequency !== 'DAILY') ? now.day + 1 : now.day);
  let day = firstDay(rule, earliest);
  if (bare && late && day === now.day)
    day = rule.frequency === 'WEEKLY' ? day + 7 : plusMonths(day, rule.frequency === 'YEARLY' ? 12 : 1);
  const ends = limitOf(rule, { day, until: until?.reading, limit: limit?.reading });
  return timing({
    due: clock === undefined ? isoDay(day) : isoMoment(day, clock.minute),
    recurrence: { rrule: formatRule(rule, ends), anchor: rule.anchor },
    used,
  });
}

/** "weekly … on monday": the date stated apart says which day. */
function completed(rule: RepetitionRule, day: CivilDay): RepetitionRule {
  if (rule.frequency === 'WEEKLY' && rule.weekdays === undefined)
    return { ...rule, weekdays: [{ weekday: weekdayOf(day), nth: 0 }] };
  return rule;
}

function limitOf(
  rule: RepetitionRule,
  {
    day,
    until,
    limit,
  }: { day: CivilDay; until: Reading | undefined; limit: Extract<Reading, { kind: 'limit' }> | undefined },
): Limit {
  if (until?.kind === 'date') return { until: until.day };
  if (until?.kind === 'period')
    return { until: until.start !== null && until.start > day ? until.start : until.due };
  if (limit === undefined) return {};
  if (limit.unit === null) return { count: limit.count };
  if (
    limit.unit === rule.frequency.toLowerCase().replace('daily', 'day').replace(/ly$/, '') &&
    rule.interval === 1 &&
    (rule.weekdays?.length ?? 1) === 1
  )
    return { count: limit.count };
  const end =
    limit.unit === 'day'
      ? day + limit.count
      : limit.unit === 'week'
        ? day + 7 * limit.count
        : plusMonths(day, limit.count * (limit.unit === 'year' ? 12 : 1));
  return rule.frequency === 'DAILY' && rule.interval === 1 && limit.unit === 'week'
    ? { count: 7 * limit.count }
    : { until: end - 1 };
}

/** Of several dates the one that is said to be due; else the first. */
function chosenDate(found: readonly Found[]): Of<'date'> | Of<'period'> | undefined {
  const all = [...of(found, 'date'), ...of(found, 'period')].sort((a, b) => a.start - b.start);
  const strong = all.filter(({ reading }) => reading.kind !== 'date' || reading.weak !== true);
  const dates = strong.length > 0 ? strong : all;
  const led = (pattern: RegExp) => dates.find(({ lead }) => pattern.test(lead));
  return (
    led(/due|deadline|later than/) ??
    led(/^by$|before$/) ??
    (dates.length > 1 ? led(/^on$/) : undefined) ??
    dates[0]
  );
}

interface Clock {
  readonly minute: number;
  readonly until?: number;
  readonly today: boolean;
  readonly used: readonly Found[];
}

function readTime(found: readonly Found[], beside: Found | undefined, stated?: DayPart): Clock | undefined {
  const times = of(found, 'time');
  const parts = of(found, 'part');
  const near = (all: readonly Found[]) =>
    beside === undefined ? all[0] : [...all].sort((a, b) => distance(a, beside) - distance(b, beside))[0];
  const time = near(times) as Of<'time'> | undefined;
  const part = near(parts) as Of<'part'> | undefined;
  const name = part?.reading.part ?? stated;
  const partUsed = part === undefined ? [] : [part];
  if (time !== undefined) {
    const { minute, sure, until } = time.reading;
    const adjusted = sure || name === undefined ? minute : inPart(minute, name);
    return {
      minute: adjusted,
      today: part?.reading.today === true,
      used: [time, ...partUsed],
      ...(until === undefined ? {} : { until: (until + adjusted - minute) % 1440 }),
    };
  }
  return name === undefined
    ? undefined
    : { minute: dayParts[name], today: part?.reading.today === true, used: partUsed };
}

function distance(a: Found, b: Found): number {
  return Math.max(a.start - b.end, b.start - a.end);
}

/** An hour without am or pm, in its part of the day. */
function inPart(minute: number, part: DayPart): number {
  const raw = minute % 720;
  return part === 'morning' || (part === 'night' && raw < 240) ? raw : raw + 720;
}

function span(day: CivilDay, minute: number, until: number): LocalPeriod {
  return [isoMoment(day, minute), isoMoment(until <= minute ? day + 1 : day, until)];
}

function of<K extends Reading['kind']>(found: readonly Found[], kind: K): Of<K>[] {
  return found.filter((one): one is Of<K> => one.reading.kind === kind);
}

function timing(stated: Partial<Timing>): Timing {
  return { due: null, duePeriod: null, recurrence: null, used: [], ...stated };
}
