/** Owns what the person's own clock shows: an instant turned into local time, and elapsed time across a change of clocks. */

import type { Said } from '../moment.ts';
import { type CivilDay, civilDay } from './civil-day.ts';

export interface WallClock {
  readonly day: CivilDay;
  /** Of the day, 0 to 1439. */
  readonly minute: number;
  readonly second: number;
  /** What the clock shows after so many elapsed minutes: an hour that the clock skips or repeats is counted as it passes. */
  readonly after: (minutes: number) => { day: CivilDay; minute: number; second: number };
}

const withOffset = /(?:z|[+-]\d\d:?\d\d)$/i;
const local = /^(\d{4})-(\d\d)-(\d\d)(?:[t ](\d\d):(\d\d)(?::(\d\d))?)?/i;

/** An unreadable `now` is a broken contract: throws. An unknown time zone counts as UTC. */
export function readClock({ now, timeZone }: Said): WallClock {
  const text = now.trim();
  const parts = local.exec(text);
  if (withOffset.test(text)) {
    const instant = Date.parse(text);
    if (Number.isNaN(instant)) throw new RangeError(`now is no date-time: ${now}`);
    return clockAt(shownAt(instant, timeZone), () => instant, timeZone);
  }
  if (parts === null) throw new RangeError(`now is no date-time: ${now}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const shown = civilDay(year, month, day) * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000;
  return clockAt(shown, () => instantShowing(shown, timeZone), timeZone);
}

/** `shown` is wall time written as if it were UTC, in milliseconds. */
function clockAt(shown: number, instant: () => number, timeZone: string): WallClock {
  return {
    ...split(shown),
    after: (minutes) => split(shownAt(instant() + minutes * 60_000, timeZone)),
  };
}

function split(shown: number) {
  const day = Math.floor(shown / 86_400_000);
  const seconds = Math.floor((shown - day * 86_400_000) / 1000);
  return { day, minute: Math.floor(seconds / 60), second: seconds % 60 };
}

function instantShowing(shown: number, timeZone: string): number {
  const guess = shown - (shownAt(shown, timeZone) - shown);
  return shown - (shownAt(guess, timeZone) - guess);
}

function shownAt(instant: number, timeZone: string): number {
  if (timeZone === 'UTC' || timeZone === 'Etc/UTC') return instant;
  const values: Record<string, number> = {};
  for (const { type, value } of formatter(timeZone).formatToParts(instant)) values[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = values;
  return civilDay(year, month, day) * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000;
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = {
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  };
  try {
    return new Intl.DateTimeFormat('en', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
  }
}
