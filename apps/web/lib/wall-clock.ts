/** Owns turning the time on a zone's clocks into a moment. Pure; without Temporal, which not every browser has. */

/**
 * @param local `2026-11-30T17:30` or with seconds; a time that the clocks skip counts as the later one
 * @returns ISO 8601, UTC
 */
export function toInstant(local: string, timeZone: string): string {
  const wanted = Date.parse(`${local}Z`);
  const first = wanted - offsetAt(wanted, timeZone);
  // The zone's offset a day before and after: around a change of clocks one of them gives the moment.
  const candidates = [
    first,
    wanted - offsetAt(first, timeZone),
    wanted - offsetAt(first - 86_400_000, timeZone),
  ];
  const found = candidates.find((instant) => instant + offsetAt(instant, timeZone) === wanted);
  return new Date(found ?? Math.max(...candidates)).toISOString();
}

/** Milliseconds that the zone's clocks are ahead of UTC at a moment. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}
