/** Reminders, in a browser whose clock the tests set: what a page says when the time of a task has come, and what the browser does. */

import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import {
  listShown,
  patience,
  row,
  screenshot,
  shownTitles,
  smallTargets,
  violations,
} from './application.ts';
import { describeInBrowser } from './describe-in-browser.ts';

const hourMs = 3_600_000;

describeInBrowser('reminders', (session) => {
  let page: Page;

  const notices = (of = page) => of.getByLabel('Notices');
  const openTask = () => new URL(page.url()).searchParams.get('task');
  const add = (title: string, hours: number) =>
    session.application.add({
      title,
      due: { at: new Date(Date.now() + hours * hourMs).toISOString(), timeZone: 'Europe/Berlin' },
    });
  const idOf = async (title: string) => (await session.application.task(title))?.id;
  const ready = (of: Page) => of.locator(listShown).waitFor({ state: 'attached' });
  /** With a clock that goes on by itself and can be set forward, as that of a machine that slept. */
  const open = async (...parameters: Parameters<typeof session.open>) => {
    page = await session.open(...parameters);
    await page.context().clock.install();
    await page.context().addInitScript(fakeNotifications);
    await reload(page);
  };
  /** Once the page knows what is coming: only then is there something to wait for. */
  const reload = async (of: Page) => {
    const known = of.waitForResponse((response) => response.url().includes('dueFrom='), patience);
    await of.reload();
    await ready(of);
    await known;
  };
  const sleep = (hours: number) => page.context().clock.fastForward(hours * hourMs);
  const shownNotifications = () =>
    page.evaluate(() => JSON.parse(localStorage.getItem('fake-shown') ?? '[]') as string[]);

  beforeEach(() => session.application.clear());

  it('says so in the page, once for each time, and completes or opens the task', async () => {
    await add('Water the plants', 1);
    await add('Post the letter', 1.2);
    await add('Call Ada', 3);
    await open();
    expect(await notices().textContent()).toBe('');
    await sleep(1.01);
    await notices()
      .getByText(/^“Water the plants” — (due now|was due at \d\d:\d\d)$/)
      .waitFor();
    expect(await notices().getByText('Call Ada').count()).toBe(0);
    await reload(page);
    await sleep(0.2);
    await notices().getByText('“Post the letter”').waitFor();
    expect(await notices().getByText('Water the plants').count()).toBe(0);
    await notices().getByRole('button', { name: 'Done' }).click();

    const { id, due } = (await session.application.task('Water the plants')) ?? {};
    const later = new Date(Date.parse(due?.at ?? '') + hourMs).toISOString();
    await session.application.send('PATCH', `/tasks/${id}`, {
      due: { at: later, timeZone: 'Europe/Berlin' },
    });
    await reload(page);
    await sleep(0.81);
    await notices().getByText('“Water the plants” —').waitFor();
    await notices().getByRole('button', { name: 'Done' }).press('Enter');
    await expect
      .poll(() => session.application.task('Water the plants'), patience)
      .toMatchObject({ completed: true });
    await expect.poll(() => shownTitles(page), patience).toEqual(['Call Ada']);

    await sleep(1);
    await notices().getByText('“Call Ada”').waitFor();
    await screenshot(page, 'reminder-wide');
    await notices().getByRole('button', { name: 'Open' }).press('Enter');
    await page.getByRole('dialog').or(page.getByRole('complementary')).getByLabel('Title').waitFor();
    expect(openTask()).toBe(await idOf('Call Ada'));
    await expect.poll(() => notices().getByText('Call Ada').count(), patience).toBe(0);
  });

  it('takes back what has no reason any more, and tells many together', async () => {
    await add('Water the plants', 1);
    await open();
    await sleep(1.01);
    await notices().getByText('“Water the plants”').waitFor();
    const id = await idOf('Water the plants');
    await session.application.send('POST', '/tasks/bulk', { action: 'complete', ids: [id] });
    await expect.poll(() => notices().getByText('Water the plants').count(), patience).toBe(0);

    for (const title of ['a', 'b', 'c', 'd']) await add(title, 2);
    await row(page, 'd').waitFor();
    await reload(page);
    await sleep(1);
    await notices().getByText('4 tasks are due').waitFor();
    await notices().getByRole('button', { name: 'Open' }).click();
    await expect.poll(() => new URL(page.url()).pathname, patience).toBe('/today');
  });

  it('notifies by the browser where the person has switched it on: once for all pages, and a click opens the task', async () => {
    await add('Water the plants', 1);
    await open();
    const asked = () => page.evaluate(() => localStorage.getItem('fake-asked'));
    const choice = page.getByLabel('Also by the browser’s notifications');
    await page.keyboard.press(',');
    expect(await choice.isChecked()).toBe(false);
    expect(await asked()).toBeNull();
    await choice.press('Space');
    await expect.poll(() => choice.isChecked(), patience).toBe(true);
    expect(await asked()).toBe('1');
    await page.keyboard.press('Escape');

    const other = await page.context().newPage();
    await other.goto(page.url());
    await reload(other);
    await sleep(1.01);
    for (const each of [page, other]) await notices(each).getByText('“Water the plants”').waitFor();
    await expect.poll(shownNotifications, patience).toEqual(['Water the plants']);
    const clicked = await Promise.all(
      [page, other].map((each) =>
        each.evaluate(() => {
          const { latest } = globalThis.Notification as unknown as { latest?: Notification };
          latest?.onclick?.(new Event('click'));
          return latest !== undefined;
        }),
      ),
    );
    expect(clicked.filter(Boolean)).toHaveLength(1);
    const opened = clicked[0] ? page : other;
    await expect
      .poll(() => new URL(opened.url()).searchParams.get('task'), patience)
      .toBe(await idOf('Water the plants'));
    await page.reload();
    await ready(page);
    await page.keyboard.press(',');
    await choice.waitFor();
    expect(await choice.isChecked()).toBe(true);
    await choice.press('Space');
    await expect.poll(() => choice.isChecked(), patience).toBe(false);
  });

  it('says plainly that the browser has refused, and shows no notification', async () => {
    await add('Water the plants', 1);
    await open();
    await page.evaluate(() => localStorage.setItem('fake-answer', 'denied'));
    await page.keyboard.press(',');
    const choice = page.getByLabel('Also by the browser’s notifications');
    await choice.click();
    await page.getByText('This browser has refused notifications of this page.').waitFor();
    expect(await choice.isChecked()).toBe(false);
    await page.keyboard.press('Escape');
    await sleep(1.01);
    await notices().getByText('“Water the plants”').waitFor();
    expect(await shownNotifications()).toEqual([]);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`are accessible and fit the smallest screen, ${colorScheme}`, async () => {
      await add('Water the plants on the balcony and those in the kitchen', 1);
      await open('/', { colorScheme, viewport: { width: 320, height: 640 }, hasTouch: true });
      await sleep(1.01);
      await notices().getByText('“Water the plants').waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      await screenshot(page, `reminder-${colorScheme}-smallest`);
      await page.evaluate(() => localStorage.setItem('fake-answer', 'denied'));
      await page.keyboard.press(',');
      await page.getByLabel('Also by the browser’s notifications').click();
      await page.getByText('This browser has refused notifications of this page.').waitFor();
      expect(await violations(page)).toEqual([]);
      expect(await smallTargets(page)).toEqual([]);
      await page.getByText('This browser has refused').scrollIntoViewIfNeeded();
      await screenshot(page, `reminder-setting-${colorScheme}-smallest`);
    });
  }
});

/** In place of the browser's own: a headless one grants nothing and shows nothing. Kept where all pages see it. */
function fakeNotifications(): void {
  const kept = (key: string) => localStorage.getItem(`fake-${key}`);
  class FakeNotification {
    static latest: FakeNotification | undefined;
    static get permission() {
      return kept('asked') === null ? 'default' : (kept('answer') ?? 'granted');
    }
    static async requestPermission() {
      localStorage.setItem('fake-asked', String(Number(kept('asked')) + 1));
      return FakeNotification.permission;
    }
    onclick: (() => void) | null = null;
    constructor(title: string) {
      FakeNotification.latest = this;
      localStorage.setItem(
        'fake-shown',
        JSON.stringify([...(JSON.parse(kept('shown') ?? '[]') as string[]), title]),
      );
    }
    close() {}
  }
  Object.assign(globalThis, { Notification: FakeNotification });
}
