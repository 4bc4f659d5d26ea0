/** Owns which tasks a page reminds of, and when it has to look again. Pure. */

import type { Task } from '@todo-chatbot/contracts';

/** How long after its time a task is still reminded of: a machine that slept longer has an overdue list to look at. */
const latestMs = 30 * 60_000;
/** Milliseconds. The longest sleep of a timer: none runs while a machine sleeps, and nothing says that it woke up. */
const longestWaitMs = 30_000;

/** A task at the time it is due at; one that is moved to another time is another. */
export type Reminder = {
  readonly key: string;
  readonly task: Task;
  /** Milliseconds since the epoch. */
  readonly at: number;
};

/** The tasks that are due at a time and still to be done. */
export const remindersOf = (tasks: readonly Task[]): readonly Reminder[] =>
  tasks.flatMap((task) => {
    if (task.completed || task.due === null || !('at' in task.due)) return [];
    const at = Date.parse(task.due.at);
    return [{ key: `${task.id} ${at}`, task, at }];
  });

/**
 * Those to be shown now, the earliest first. One that was changed after its time is none: who gives a task a time that is
 * past knows that it is.
 *
 * @param now  milliseconds since the epoch
 * @param seen keys of what was shown
 */
export const dueNow = (
  reminders: readonly Reminder[],
  now: number,
  seen: ReadonlySet<string>,
): readonly Reminder[] =>
  reminders
    .filter(({ key, task, at }) => {
      const isItsTime = at <= now && at >= now - latestMs;
      return isItsTime && Date.parse(task.updatedAt) < at && !seen.has(key);
    })
    .toSorted((one, other) => one.at - other.at);

/** Milliseconds until the next of them is due, or until it is time to look at the clock. */
export function waitMs(reminders: readonly Reminder[], now: number): number {
  const ahead = reminders.map(({ at }) => at - now).filter((ms) => ms > 0);
  return Math.min(longestWaitMs, ...ahead);
}

/** `“Water the plants” — due now`; later than a minute, with what the person's clocks showed. @param time of day: `09:05` */
export const reminderWords = ({ at }: Pick<Reminder, 'at'>, now: number, time: string): string =>
  now - at < 60_000 ? 'due now' : `was due at ${time}`;
