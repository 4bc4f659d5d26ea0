import vm from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { clockAt, zoneHere, zoneHereExpression } from './clocks.ts';

afterEach(() => vi.unstubAllGlobals());

describe.each([
  ['with Temporal', () => {}],
  ['without Temporal', () => vi.stubGlobal('Temporal', undefined)],
])('clocks, in a browser %s,', (_, prepare) => {
  it.each([
    ['2026-11-20T23:30:59.999Z', 'Asia/Karachi', '2026-11-21T04:30'],
    ['2026-11-20T23:30:00Z', 'America/New_York', '2026-11-20T18:30'],
    ['2026-07-01T00:00:00Z', 'Europe/Berlin', '2026-07-01T02:00'],
    ['2026-01-01T00:05:00Z', 'UTC', '2026-01-01T00:05'],
  ])('show at %s in %s %s', (instant, timeZone, shown) => {
    prepare();
    expect(clockAt(Date.parse(instant), timeZone)).toBe(shown);
  });

  it("say the person's zone as the page's own script does", () => {
    prepare();
    expect(zoneHere()).toMatch(/^[A-Z]/);
    expect(vm.runInThisContext(zoneHereExpression)).toBe(zoneHere());
  });
});
