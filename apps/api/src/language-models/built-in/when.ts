/** Owns how the built-in assistant writes dates: as a person would say them. Pure. */

export type Clock = { readonly now: Temporal.Instant; readonly timeZone: string };

/** @param due a day `2026-11-30`, or a moment with `Z` */
export function sayDue(due: string, { now, timeZone }: Clock): string {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  if (!due.includes('T')) return sayDay(Temporal.PlainDate.from(due), today);
  const moment = Temporal.Instant.from(due).toZonedDateTimeISO(timeZone);
  return `${sayDay(moment.toPlainDate(), today)} at ${moment.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

function sayDay(day: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const days = today.until(day, { largestUnit: 'day' }).days;
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return day.toLocaleString('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(day.year !== today.year && { year: 'numeric' }),
  });
}

/** The moments of a stretch of local time; open ends are left out. */
export function periodInstants(
  [start, end]: readonly [string | null, string | null],
  timeZone: string,
): { readonly from?: string; readonly to?: string } {
  const instant = (local: string) =>
    Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).toInstant().toString();
  return {
    ...(start !== null && { from: instant(start) }),
    ...(end !== null && { to: instant(end) }),
  };
}

/** First and last day of a stretch of local time, whose end is excluded. */
export function periodDays([start, end]: readonly [string | null, string | null]): {
  readonly from?: string;
  readonly to?: string;
} {
  const last = (local: string) => {
    const moment = Temporal.PlainDateTime.from(local);
    const midnight = moment.toPlainTime().equals(Temporal.PlainTime.from('00:00'));
    const day = moment.toPlainDate();
    return (midnight ? day.subtract({ days: 1 }) : day).toString();
  };
  return {
    ...(start !== null && { from: Temporal.PlainDate.from(start.slice(0, 10)).toString() }),
    ...(end !== null && { to: last(end) }),
  };
}
