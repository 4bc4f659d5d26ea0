/**
 * Owns when a repeating task is due next. Pure.
 *
 * Everything is counted on the clocks of the due date's time zone and becomes a moment at the end, so that "every day at 9"
 * stays at 9 when the clocks change.
 */

import type { Recurrence } from '@todo-chatbot/contracts';
import { RRuleTemporal } from 'rrule-temporal';
import { dueAt, dueOn, type ResolvedDue } from '../due/resolve-due.ts';

export type NextDue = {
  readonly due: ResolvedDue;
  /** With what is left of COUNT. */
  readonly recurrence: Recurrence;
};

/**
 * The next date that is after the present one and in the future: for a due day after today, for a due time after now.
 *
 * @param options.now      when the task is completed
 * @param options.timeZone where "today" is for a due day
 * @returns null when the rule has no further date
 */
export function nextDue(options: {
  readonly current: ResolvedDue;
  readonly recurrence: Recurrence;
  readonly now: Temporal.Instant;
  readonly timeZone: string;
}): NextDue | null {
  const { current, recurrence, now } = options;
  const zone = 'at' in current.due ? current.due.timeZone : null;
  const nowLocal = now.toZonedDateTimeISO(zone ?? options.timeZone).toPlainDateTime();
  const present =
    zone === null
      ? Temporal.PlainDateTime.from(current.dueLocal).with(midnight)
      : Temporal.PlainDateTime.from(current.dueLocal);
  const start = recurrence.fromCompletion ? completion(present, nowLocal, recurrence.rrule) : present;
  const rule = parseRule(recurrence.rrule, start, zone);
  // A day is over when it ends: the next date of a due day is on another one.
  const after = later(
    zone === null ? start.with(endOfDay) : start,
    zone === null ? nowLocal.with(endOfDay) : nowLocal,
  );

  const next = recurrence.fromCompletion
    ? (plainStep(recurrence.rrule, start) ?? rule.after(after))
    : rule.after(after);
  if (next === null) return null;
  const rrule = rule.count === null ? recurrence.rrule : withCount(recurrence.rrule, rule.leftFrom(next));
  return {
    due: zone === null ? dueOn(next.toPlainDate()) : dueAt(next, zone),
    recurrence: { ...recurrence, rrule },
  };
}

/**
 * The first date of a rule from today on, for a task that was given a rule and no due date: a day, or a time where the
 * rule names hours.
 */
export function firstDue(options: {
  readonly recurrence: Recurrence;
  readonly now: Temporal.Instant;
  readonly timeZone: string;
}): ResolvedDue | null {
  const { recurrence, now, timeZone } = options;
  const nowLocal = now.toZonedDateTimeISO(timeZone).toPlainDateTime();
  if (!/FREQ=HOURLY|BYHOUR=/.test(recurrence.rrule)) {
    const start = nowLocal.with(midnight);
    const first = parseRule(recurrence.rrule, start, null).from(start);
    return first === null ? null : dueOn(first.toPlainDate());
  }
  const start = nowLocal.with({ second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
  const first = parseRule(recurrence.rrule, start, timeZone).from(start);
  return first === null ? null : dueAt(first, timeZone);
}

const midnight = { hour: 0, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 } as const;
const endOfDay = {
  hour: 23,
  minute: 59,
  second: 59,
  millisecond: 999,
  microsecond: 999,
  nanosecond: 999,
} as const;

/** The day of the completion at the task's time of day; with hours to count, the completion itself. */
function completion(
  present: Temporal.PlainDateTime,
  nowLocal: Temporal.PlainDateTime,
  rrule: string,
): Temporal.PlainDateTime {
  if (rrule.includes('FREQ=HOURLY'))
    return nowLocal.with({ ...midnight, hour: nowLocal.hour, minute: nowLocal.minute });
  return nowLocal.toPlainDate().toPlainDateTime(present.toPlainTime());
}

/**
 * "A month after it was done" is also wanted where that month has no such day: then it is the month's last. RFC 5545 would
 * leave that month out, which is right only for rules that name their days.
 */
function plainStep(rrule: string, start: Temporal.PlainDateTime): Temporal.PlainDateTime | null {
  const match = /^FREQ=(MONTHLY|YEARLY)(?:;INTERVAL=(\d+))?$/.exec(rrule);
  if (match === null) return null;
  const steps = Number(match[2] ?? 1);
  return start.add(match[1] === 'MONTHLY' ? { months: steps } : { years: steps });
}

function parseRule(rrule: string, start: Temporal.PlainDateTime, zone: string | null) {
  const stamp = start.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');
  const rule = new RRuleTemporal({
    rruleString: `DTSTART;TZID=UTC:${stamp}\nRRULE:${zone === null ? rrule : localUntil(rrule, zone)}`,
    cache: false,
  });
  const count = /(?:^|;)COUNT=(\d+)/.exec(rrule)?.[1];
  const find = (moment: Temporal.PlainDateTime, inclusive: boolean) => {
    try {
      return rule.next(moment.toZonedDateTime('UTC'), inclusive)?.toPlainDateTime() ?? null;
    } catch (error) {
      // What the library says of a rule such as "every 30th of February" after looking far enough.
      if (error instanceof Error && error.message.startsWith('Maximum ')) return null;
      throw error;
    }
  };
  return {
    count: count === undefined ? null : Number(count),
    after: (moment: Temporal.PlainDateTime) => find(moment, false),
    from: (moment: Temporal.PlainDateTime) => find(moment, true),
    /** How many of COUNT there are from this date on, itself included; at least one date is used up. */
    leftFrom(next: Temporal.PlainDateTime): number {
      let used = 0;
      for (const date of rule.all((_date, index) => index < Number(count))) {
        if (Temporal.PlainDateTime.compare(date.toPlainDateTime(), next) >= 0) break;
        used += 1;
      }
      return Math.max(1, Number(count) - Math.max(1, used));
    },
  };
}

/** UNTIL as a moment (`…Z`) becomes the time that the clocks of the zone show then. */
function localUntil(rrule: string, zone: string): string {
  return rrule.replace(/UNTIL=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, (_all, ...parts: string[]) => {
    const [year, month, day, hour, minute, second] = parts;
    const moment = Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    const local = moment.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'second' });
    return `UNTIL=${local.replaceAll(/[-:]/g, '')}Z`;
  });
}

function withCount(rrule: string, count: number): string {
  return rrule.replace(/(^|;)COUNT=\d+/, `$1COUNT=${count}`);
}

function later(a: Temporal.PlainDateTime, b: Temporal.PlainDateTime): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.compare(a, b) >= 0 ? a : b;
}
