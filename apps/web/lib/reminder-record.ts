/** Owns the record of what this browser has reminded of, so that of several pages one notifies and none does it again. */

import type { Reminder } from './reminders.ts';
import type { Memory } from './time-zone.ts';

const recordKey = 'reminded';
/** Milliseconds. Longer than anything is reminded of; what is older is forgotten. */
const keptMs = 24 * 3_600_000;
/** Milliseconds in which every open page shows the same reminder: the timers of one in the background run once a minute. */
const togetherMs = 90_000;

/** When each was shown, milliseconds since the epoch, by its key. */
export type ReminderRecord = ReadonlyMap<string, number>;

export function readRecord(memory: Memory | null): ReminderRecord {
  try {
    const kept: unknown = JSON.parse(memory?.getItem(recordKey) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return new Map();
    return new Map(
      Object.entries(kept).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
    );
  } catch {
    return new Map();
  }
}

/**
 * Puts reminders on record; to be called by one page at a time.
 *
 * @returns `first`: no page has shown them; `together`: another one has just done so
 */
export function claim(memory: Memory | null, reminders: readonly Reminder[], now: number) {
  const record = readRecord(memory);
  const first = reminders.filter(({ key }) => !record.has(key));
  const together = reminders.filter(({ key }) => now - (record.get(key) ?? 0) < togetherMs);
  const kept = [...record].filter(([, shownAt]) => now - shownAt < keptMs);
  const added = first.map(({ key }) => [key, now] as const);
  try {
    memory?.setItem(recordKey, JSON.stringify(Object.fromEntries([...kept, ...added])));
  } catch {
    // Storage is full: this page remembers it all the same.
  }
  return { first, together };
}

export const forgetReminders = (memory: Memory | null): void => memory?.removeItem(recordKey);
