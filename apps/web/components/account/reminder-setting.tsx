import { useState } from 'react';
import { type NotificationState, notificationState, switchNotifications } from '../../lib/notifications.ts';
import { browserMemory } from '../../lib/time-zone.ts';
import { Setting } from './setting.tsx';

const problems: Readonly<Record<NotificationState, string | null>> = {
  on: null,
  off: null,
  refused:
    'This browser has refused notifications of this page. Allow them in its settings for this site, then switch them on here.',
  insecure: 'Browsers show notifications of pages over HTTPS only, and this one came without it.',
  impossible: 'This browser has no notifications.',
};

/** Whether an open page reminds by the browser's notifications too. The browser is asked on the person's click, never before. */
export function ReminderSetting() {
  const [state, setState] = useState(() => notificationState(browserMemory()));
  const [isUnanswered, setUnanswered] = useState(false);
  const change = async (on: boolean) => {
    const next = await switchNotifications(browserMemory(), on);
    setState(next);
    setUnanswered(on && next === 'off');
  };
  const problem = isUnanswered
    ? 'The browser was not told to allow them, so they stay off.'
    : problems[state];
  const isOffered = state !== 'insecure' && state !== 'impossible';
  return (
    <Setting
      title="Reminders"
      hint="When a task is due at a time, every open page says so. Notifications are for this browser, and also come while it shows another page."
    >
      {isOffered && (
        <label className="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
          <input
            type="checkbox"
            checked={state === 'on'}
            onChange={({ currentTarget }) => void change(currentTarget.checked)}
            className="size-5 shrink-0 accent-accent"
          />
          Also by the browser’s notifications
        </label>
      )}
      <p role="status" className="text-muted text-sm empty:hidden">
        {problem}
      </p>
    </Setting>
  );
}
