/** Owns days, moments and time zones as they travel over HTTP. */

import { z } from 'zod';

/** A point in time as the API writes it: ISO 8601 in UTC, `2026-11-20T23:34:40.123Z`. */
export const instant = z.iso.datetime();

/** A day without a time zone: `2026-11-30`. */
export const day = z.iso.date('Must be a day like 2026-11-30');

/** An IANA time zone: `Europe/Berlin`, `UTC`. */
export const timeZone = z
  .string()
  .min(1)
  .max(64)
  .refine(isTimeZone, 'Must be an IANA time zone like Europe/Berlin');

function isTimeZone(name: string): boolean {
  // Offsets such as "+05:00" are taken by Intl too; they know nothing of daylight saving.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
