/** Owns stretches of the calendar, and the day on which something said to be in one is due. */

import { type CivilDay, civilDate, civilDay, mondayOf } from '../calendar/civil-day.ts';
import type { WallClock } from '../calendar/wall-clock.ts';
import type { Reading } from '../reading.ts';

export type Stretch = readonly [start: CivilDay, end: CivilDay];

export function stretchOf(unit: string, by: number, today: CivilDay): Stretch {
  const { year, month: m } = civilDate(today);
  const monday = mondayOf(today) + 7 * by;
  if (unit === 'week') return [monday, monday + 7];
  if (unit === 'fortnight') return [monday, monday + 14];
  if (unit === 'weekend') return [monday + 5, monday + 7];
  if (unit === 'month') return [civilDay(year, m + by, 1), civilDay(year, m + by + 1, 1)];
  if (unit === 'year') return [civilDay(year + by, 1, 1), civilDay(year + by + 1, 1, 1)];
  const first = (Math.ceil(m / 3) - 1 + by) * 3 + 1;
  return [civilDay(year, first, 1), civilDay(year, first + 3, 1)];
}

/** The due day of a stretch that has begun is its last, of one to come its first; an end or a middle is its own day. */
export function within([start, end]: Stretch, part: string | undefined, now: WallClock): Reading {
  const length = end - start;
  const clean = part?.replace(/^the /, '') ?? '';
  if (clean.startsWith('end')) {
    // The end of a week is its Friday, unless that is over.
    const friday = end - 3;
    const day = length === 7 && friday >= now.day ? friday : end - 1;
    return { kind: 'date', day, ending: true };
  }
  if (/^(?:beginning|start)/.test(clean)) return { kind: 'date', day: start };
  if (clean === 'early') return { kind: 'period', start, end: start + Math.ceil(length / 3), due: start };
  if (/^mid/.test(clean)) {
    if (length >= 28 && length <= 31) return { kind: 'date', day: start + 14 };
    const middle = start + Math.floor(length / 2) - (length === 7 ? 1 : 0);
    return { kind: 'date', day: middle };
  }
  if (clean === 'late')
    return { kind: 'period', start: end - Math.ceil(length / 3), end, due: end - Math.ceil(length / 3) };
  if (clean === 'rest of' || clean === 'later') return { kind: 'period', start: now.day, end, due: end - 1 };
  if (length === 2)
    return { kind: 'period', start, end, due: start > now.day ? start : Math.min(now.day, end - 1) };
  const due = start > now.day ? start : end <= now.day ? start : end - 1;
  return { kind: 'period', start, end, due };
}
