import { expect, it, vi } from 'vitest';
import { createTimeZoneState, forgetTimeZone, zoneKey } from './time-zone.ts';

function memory(kept?: string) {
  const values = new Map(kept === undefined ? [] : [[zoneKey, kept]]);
  return {
    values,
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  };
}

it('is where the browser is until the account is known, then where the account is', () => {
  const kept = memory();
  const zone = createTimeZoneState('Europe/Berlin', kept);
  const notify = vi.fn();
  zone.subscribe(notify);
  expect(zone.current()).toBe('Europe/Berlin');
  zone.learn('Asia/Karachi');
  expect([zone.current(), zone.here]).toEqual(['Asia/Karachi', 'Europe/Berlin']);
  expect(notify).toHaveBeenCalledOnce();
  expect(createTimeZoneState('Europe/Berlin', kept).current()).toBe('Asia/Karachi');
});

it('tells nobody of what was known already, and nobody who has left', () => {
  const zone = createTimeZoneState('UTC', memory('Asia/Karachi'));
  const notify = vi.fn();
  const leave = zone.subscribe(notify);
  zone.learn('Asia/Karachi');
  leave();
  zone.learn('UTC');
  expect(notify).not.toHaveBeenCalled();
});

it('keeps to what it can show when a zone is unknown to this browser, or what it remembers is none', () => {
  const zone = createTimeZoneState('UTC', memory('Not/A_Zone'));
  expect(zone.current()).toBe('UTC');
  zone.learn('Mars/Olympus');
  expect(zone.current()).toBe('UTC');
});

it('knows it without a storage, or with a full one, and leaves nothing behind', () => {
  const without = createTimeZoneState('UTC', null);
  without.learn('Asia/Karachi');
  expect(without.current()).toBe('Asia/Karachi');
  const full = memory();
  full.setItem = () => {
    throw new Error('full');
  };
  const zone = createTimeZoneState('UTC', full);
  zone.learn('Asia/Karachi');
  expect(zone.current()).toBe('Asia/Karachi');
  const kept = memory('Asia/Karachi');
  forgetTimeZone(kept);
  expect(kept.values.size).toBe(0);
});
