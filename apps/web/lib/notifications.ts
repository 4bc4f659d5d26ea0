/** Owns the browser's own notifications: whether the person wants reminders by them, and showing one. */

import type { Memory } from './time-zone.ts';

const choiceKey = 'reminder-notifications';

/**
 * `impossible`: this browser has none. `insecure`: it has them for pages over HTTPS alone. `refused`: the person, or the
 * browser on their behalf, has forbidden them.
 */
export type NotificationState = 'impossible' | 'insecure' | 'refused' | 'off' | 'on';

export function notificationState(memory: Memory | null): NotificationState {
  if (!globalThis.isSecureContext) return 'insecure';
  if (globalThis.Notification === undefined) return 'impossible';
  if (Notification.permission === 'denied') return 'refused';
  return Notification.permission === 'granted' && memory?.getItem(choiceKey) === 'on' ? 'on' : 'off';
}

/** Asks the browser where it has not been asked; only to be called on a person's click. */
export async function switchNotifications(memory: Memory | null, on: boolean): Promise<NotificationState> {
  if (on && globalThis.Notification?.permission === 'default') await Notification.requestPermission();
  if (on) memory?.setItem(choiceKey, 'on');
  else memory?.removeItem(choiceKey);
  return notificationState(memory);
}

export const forgetNotifications = (memory: Memory | null): void => memory?.removeItem(choiceKey);

/** @param options.tag one with the same replaces it */
export function showNotification(options: {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly clicked: () => void;
}): void {
  const { title, body, tag, clicked } = options;
  try {
    const notification = new Notification(title, { body, tag });
    notification.onclick = () => {
      window.focus();
      notification.close();
      clicked();
    };
  } catch {
    // Browsers of phones show none for a page that is open: the page itself has said it.
  }
}
