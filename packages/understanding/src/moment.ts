/** Owns how a point in a person's calendar is written: local, without a time zone. */

/**
 * A local date `2026-11-20`, or a local date-time `2026-11-20T17:30:00`. It means the person's own wall clock: the time
 * zone travels beside it.
 */
export type LocalMoment = string;

/** A stretch of local time: start included, end excluded; `null` is open. */
export type LocalPeriod = readonly [start: LocalMoment | null, end: LocalMoment | null];

/** When and where a sentence was said. */
export interface Said {
  /** An instant (`2026-11-20T12:00:00Z`, any offset), or a local date-time of `timeZone` without offset. */
  readonly now: string;
  /** An IANA name, `Asia/Karachi`. */
  readonly timeZone: string;
}
