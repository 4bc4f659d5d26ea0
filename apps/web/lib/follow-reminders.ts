/** Owns reminding while the page is open: it knows what is due until tomorrow, and waits for the time of each. */

import { type QueryClient, QueryObserver } from '@tanstack/react-query';
import type { ApiClient } from './api-client.ts';
import { changing } from './changing.ts';
import { comingQuery } from './coming-query.ts';
import { claim, readRecord } from './reminder-record.ts';
import { dueNow, type Reminder, remindersOf, waitMs } from './reminders.ts';
import type { Memory } from './time-zone.ts';

/** What of it is shown where. */
export type ReminderDisplay = {
  /** @param reminders not empty */
  readonly inPage: (reminders: readonly Reminder[]) => void;
  /** Of several open pages one is asked to. */
  readonly inBrowser: (reminders: readonly Reminder[]) => void;
  /** What is still to be done; any other notice has no reason any more. */
  readonly keep: (reminders: readonly Reminder[]) => void;
};

/**
 * Reminds until it is ended. The API is asked once more when the time has come: a task may be done meanwhile.
 *
 * @param options.alone runs one page's part at a time
 * @returns ends it
 */
export function followReminders(options: {
  readonly api: Pick<ApiClient, 'listTasks'>;
  readonly client: QueryClient;
  readonly display: ReminderDisplay;
  readonly memory: Memory | null;
  readonly timeZone: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly alone: (work: () => void) => Promise<void>;
  /** Calls back whenever the page is shown or hidden. @returns ends it */
  readonly shownOrHidden: (callback: () => void) => () => void;
}): () => void {
  const { api, client, display, memory, timeZone, now, alone } = options;
  const seen = new Set(readRecord(memory).keys());
  const observer = new QueryObserver(client, comingQuery(api, { timeZone, now }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isEnded = false;

  const known = () => remindersOf(observer.getCurrentResult().data ?? []);
  const arm = () => {
    clearTimeout(timer);
    timer = setTimeout(look, waitMs(known(), now()));
  };
  const look = () => {
    if (dueNow(known(), now(), seen).length > 0) void observer.refetch({ cancelRefetch: false });
    arm();
  };
  /** What was just read, or what is known where that failed. */
  const remind = () => {
    const reminders = known();
    display.keep(reminders);
    const due = dueNow(reminders, now(), seen);
    if (due.length === 0) return;
    for (const { key } of due) seen.add(key);
    void alone(() => {
      if (isEnded) return;
      const { first, together } = claim(memory, due, now());
      if (first.length + together.length > 0) display.inPage([...first, ...together]);
      if (first.length > 0) display.inBrowser(first);
    });
  };
  const unsubscribe = observer.subscribe(({ isFetching, data }) => {
    // A change of this page is on its way, maybe of the very task: it is read again after it.
    if (isFetching || data === undefined || changing(client, 'tasks') > 0) return;
    remind();
    arm();
  });
  const unwatch = options.shownOrHidden(look);
  arm();
  return () => {
    isEnded = true;
    clearTimeout(timer);
    unsubscribe();
    unwatch();
  };
}
