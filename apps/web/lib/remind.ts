/** Owns how a page reminds: by a notice for each task, and where the person wants it by the browser's notifications. */

import type { QueryClient } from '@tanstack/react-query';
import type { ApiClient } from './api-client.ts';
import { timeAt } from './due-dates.ts';
import { followReminders } from './follow-reminders.ts';
import type { Notice, Notices } from './notices.ts';
import { notificationState, showNotification } from './notifications.ts';
import { addressWith, goTo } from './place.ts';
import { quoteTitle } from './quote-title.ts';
import { type Reminder, reminderWords } from './reminders.ts';
import type { TaskActions } from './task-actions.ts';
import { knownTask } from './task-query.ts';
import { browserMemory, type TimeZoneState } from './time-zone.ts';

/** More at once are told together. */
const eachMax = 3;

/** Reminds in this page. @returns ends it */
export function remind(services: {
  readonly api: ApiClient;
  readonly client: QueryClient;
  readonly notices: Notices;
  readonly actions: TaskActions;
  readonly zone: TimeZoneState;
}): () => void {
  const { api, client, notices, actions, zone } = services;
  const memory = browserMemory();
  /** What each notice that is shown reminds of, by its id. */
  const shown = new Map<number, readonly Reminder[]>();

  const words = (reminder: Reminder) =>
    reminderWords(reminder, Date.now(), timeAt(reminder.at, zone.current()));
  const show = (reminders: readonly Reminder[], notice: Omit<Notice, 'tone' | 'lifetimeMs'>) => {
    const id = notices.show({
      tone: 'neutral',
      lifetimeMs: null,
      ...notice,
      ended: (how) => {
        shown.delete(id);
        notice.ended?.(how);
      },
    });
    shown.set(id, reminders);
  };
  const showOne = (reminder: Reminder) =>
    show([reminder], {
      text: `${quoteTitle(reminder.task.title)} — ${words(reminder)}`,
      offer: { label: 'Done' },
      otherOffer: { label: 'Open' },
      ended: (how) => {
        if (how === 'acted') actions.act('complete', [knownTask(client, reminder.task.id) ?? reminder.task]);
        if (how === 'acted-otherwise') openTask(reminder.task.id);
      },
    });
  const showMany = (reminders: readonly Reminder[]) =>
    show(reminders, {
      text: countWords(reminders),
      offer: { label: 'Open' },
      ended: (how) => {
        if (how === 'acted') openToday();
      },
    });

  return followReminders({
    api,
    client,
    memory,
    timeZone: zone.current,
    now: Date.now,
    alone,
    shownOrHidden: (callback) => {
      document.addEventListener('visibilitychange', callback);
      return () => document.removeEventListener('visibilitychange', callback);
    },
    display: {
      inPage: (reminders) => {
        if (reminders.length > eachMax) showMany(reminders);
        else for (const each of reminders) showOne(each);
      },
      inBrowser: (reminders) => {
        if (notificationState(memory) !== 'on') return;
        if (reminders.length > eachMax)
          showNotification({ title: countWords(reminders), body: '', tag: 'due', clicked: openToday });
        else
          for (const reminder of reminders)
            showNotification({
              title: reminder.task.title,
              body: words(reminder),
              tag: reminder.key,
              clicked: () => openTask(reminder.task.id),
            });
      },
      keep: (reminders) => {
        const keys = new Set(reminders.map(({ key }) => key));
        for (const [id, its] of shown) if (!its.some(({ key }) => keys.has(key))) notices.close(id);
      },
    },
  });
}

const countWords = (reminders: readonly Reminder[]) => `${reminders.length} tasks are due`;
const openToday = () => goTo('/today');
const openTask = (id: string) => goTo(addressWith({ task: id }));

/** Of the pages of this browser, one after the other; where there are no locks (a page without TLS) there are no notifications either. */
const alone = async (work: () => void): Promise<void> => {
  if (navigator.locks === undefined) work();
  else await navigator.locks.request('reminders', work);
};
