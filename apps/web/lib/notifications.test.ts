import { afterEach, expect, it, vi } from 'vitest';
import {
  forgetNotifications,
  notificationState,
  showNotification,
  switchNotifications,
} from './notifications.ts';

afterEach(() => void vi.unstubAllGlobals());

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

/** @param answer what the person says when the browser asks */
function browser(answer: NotificationPermission, permission: NotificationPermission = 'default') {
  const requestPermission = vi.fn(async () => {
    api.permission = answer;
    return answer;
  });
  const api = { permission, requestPermission };
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('Notification', api);
  return api;
}

it('are off until a person wants them and the browser allows them', async () => {
  const { requestPermission } = browser('granted');
  const kept = memory();
  expect(notificationState(kept)).toBe('off');
  expect(await switchNotifications(kept, true)).toBe('on');
  expect(await switchNotifications(kept, false)).toBe('off');
  expect(await switchNotifications(kept, true)).toBe('on');
  expect(requestPermission).toHaveBeenCalledTimes(1);
  forgetNotifications(kept);
  expect(notificationState(kept)).toBe('off');
});

it.each([
  ['denied', 'refused'],
  ['default', 'off'],
] as const)('where the browser answers %s they are %s', async (answer, state) => {
  browser(answer);
  expect(await switchNotifications(memory(), true)).toBe(state);
});

it('end with the permission, though they are still wanted', async () => {
  const api = browser('granted');
  const kept = memory();
  await switchNotifications(kept, true);
  api.permission = 'denied';
  expect(notificationState(kept)).toBe('refused');
});

it('are there neither without TLS nor in a browser that has none', () => {
  vi.stubGlobal('isSecureContext', false);
  expect(notificationState(memory())).toBe('insecure');
  vi.stubGlobal('isSecureContext', true);
  expect(notificationState(memory())).toBe('impossible');
});

it('are left out by a browser that refuses to make one for a page', () => {
  const refused = vi.fn(function refuse() {
    throw new TypeError('Illegal constructor');
  });
  vi.stubGlobal('Notification', refused);
  showNotification({ title: 'a', body: '', tag: 'a', clicked: () => undefined });
  expect(refused).toHaveBeenCalledTimes(1);
});
