/**
 * Owns what clocks show: where the person is, and the time there. By Temporal where the browser has it: the first use of Intl
 * costs a phone 50 ms or more, and the first list waits for it.
 */

/** The person's time zone, an IANA name. The page's own script asks by {@link zoneHereExpression} before this code has come. */
export const zoneHere = (): string =>
  globalThis.Temporal === undefined
    ? Intl.DateTimeFormat().resolvedOptions().timeZone
    : Temporal.Now.timeZoneId();

/** {@link zoneHere} as text: what both say must be the same. */
export const zoneHereExpression =
  'globalThis.Temporal?Temporal.Now.timeZoneId():Intl.DateTimeFormat().resolvedOptions().timeZone';

/**
 * @param instant milliseconds since the epoch
 * @returns what the clocks of the zone show then: `2026-11-30T09:05`
 */
export function clockAt(instant: number, timeZone: string): string {
  if (globalThis.Temporal === undefined) return format(timeZone).format(instant).replace(', ', 'T');
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a hundred times as much as using it. */
function format(timeZone: string): Intl.DateTimeFormat {
  const two = '2-digit';
  const time = { hour: two, minute: two, hourCycle: 'h23' } as const;
  const known =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: two, day: two, ...time, timeZone });
  formats.set(timeZone, known);
  return known;
}
