/**
 * Owns where the person's "today" is: in the time zone of the account. Until the API has told it, what this browser last
 * knew of it counts, so that the first list is asked for without waiting; before that, where the browser is.
 */

import { clockAt } from './clocks.ts';

export type TimeZoneState = {
  /** Where the browser is. */
  readonly here: string;
  readonly current: () => string;
  /** @returns ends it */
  readonly subscribe: (notify: () => void) => () => void;
  /** What the account says; a zone that this browser does not know changes nothing: it could show no time in it. */
  readonly learn: (timeZone: string) => void;
};

/** Where it is remembered; the script of the page reads it as well. */
export const zoneKey = 'time-zone';

export type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** @param memory `null` where there is none, as on the server */
export function createTimeZoneState(here: string, memory: Memory | null): TimeZoneState {
  const listeners = new Set<() => void>();
  const known = recall(memory);
  let current = known !== null && isZone(known) ? known : here;
  return {
    here,
    current: () => current,
    subscribe: (notify) => {
      listeners.add(notify);
      return () => listeners.delete(notify);
    },
    learn: (timeZone) => {
      if (!isZone(timeZone)) return;
      remember(memory, timeZone);
      if (timeZone === current) return;
      current = timeZone;
      for (const notify of listeners) notify();
    },
  };
}

/** The storage of the browser; `null` on the server and where it is switched off. */
export function browserMemory(): Memory | null {
  try {
    return globalThis.window?.localStorage ?? null;
  } catch {
    return null;
  }
}

/** Who signs out leaves nothing to the next one. */
export const forgetTimeZone = (memory: Memory | null): void => memory?.removeItem(zoneKey);

const recall = (memory: Memory | null): string | null => memory?.getItem(zoneKey) ?? null;

function remember(memory: Memory | null, timeZone: string): void {
  try {
    memory?.setItem(zoneKey, timeZone);
  } catch {
    // Storage is full: the page knows it all the same.
  }
}

function isZone(name: string): boolean {
  try {
    clockAt(0, name);
    return true;
  } catch {
    return false;
  }
}
