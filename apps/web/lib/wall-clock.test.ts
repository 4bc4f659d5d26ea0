import { expect, it } from 'vitest';
import { toInstant } from './wall-clock.ts';

it.each([
  ['2026-11-20T09:00', 'UTC', '2026-11-20T09:00:00.000Z'],
  ['2026-11-20T09:00:30', 'Asia/Karachi', '2026-11-20T04:00:30.000Z'],
  ['2026-07-01T09:00', 'Europe/Berlin', '2026-07-01T07:00:00.000Z'],
  ['2026-10-25T12:00', 'Europe/Berlin', '2026-10-25T11:00:00.000Z'],
  ['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  // Skipped by the clocks: the later one.
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-11-20T23:30', 'Pacific/Kiritimati', '2026-11-20T09:30:00.000Z'],
])('%s in %s is %s', (local, timeZone, instant) => {
  expect(toInstant(local, timeZone)).toBe(instant);
});
