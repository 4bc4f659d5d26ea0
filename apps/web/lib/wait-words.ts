/** Owns how long a person is told to wait. Pure. */

/** `5 seconds`, `1 minute`, `15 minutes`: never less than it takes. @param seconds from a Retry-After */
export function waitWords(seconds: number): string {
  if (seconds < 60) return counted(Math.max(1, Math.ceil(seconds)), 'second');
  return counted(Math.ceil(seconds / 60), 'minute');
}

/** `1 task`, `2 tasks`. */
export const counted = (number: number, noun: string): string =>
  `${number.toLocaleString('en-GB')} ${noun}${number === 1 ? '' : 's'}`;
