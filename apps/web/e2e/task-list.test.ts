/** What a person does with the task list, in a browser. Long, because one browser and one API serve all of it. */

import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser, launchBrowser, noBrowser } from './browser.ts';
import { type Program, shipWeb, startApi, startWeb } from './processes.ts';

const executable = findBrowser();
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

type Task = { id: string; title: string; completed: boolean };

describe.skipIf(executable === null)(
  `the task list${executable === null ? ` (skipped: ${noBrowser})` : ''}`,
  () => {
    let data: string;
    let api: Program;
    let web: Program;
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    let faults: string[];

    const send = (method: string, url: string, body?: object) =>
      fetch(`${api.url}/api${url}`, {
        method,
        ...(body !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      });
    const tasks = async (): Promise<Task[]> =>
      ((await (await send('GET', '/tasks')).json()) as { tasks: Task[] }).tasks;
    const add = async (...titles: string[]) => {
      for (const title of titles) expect((await send('POST', '/tasks', { title })).status).toBe(201);
    };

    const open = async (options: BrowserContextOptions = {}, address = '/') => {
      context = await browser.newContext({ viewport: { width: 1000, height: 800 }, ...options });
      page = await context.newPage();
      faults = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        // The browser reports each answer from 400 on by itself; the tests that cause one look at what is shown.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load'))
          faults.push(message.text());
      });
      await page.goto(`${web.url}${address}`);
    };

    const field = () => page.getByLabel('New task');
    const row = (title: string) => page.getByRole('listitem').filter({ hasText: title });
    const box = (title: string) => page.getByRole('checkbox', { name: title });
    const notice = (text: string) => page.getByLabel('Notices').getByText(text);
    const shown = () => page.getByRole('listitem').allInnerTexts();
    const isFocused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);
    const layoutShift = () =>
      page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            let sum = 0;
            const observer = new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
            });
            observer.observe({ type: 'layout-shift', buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
          }),
      );
    const violations = async (): Promise<string[]> => {
      // What moves in is half transparent for an instant; what pulses never ends.
      await page.evaluate(() => {
        const ending = document
          .getAnimations()
          .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
        return Promise.allSettled(ending.map(({ finished }) => finished)).then(() => undefined);
      });
      await page.addScriptTag({ path: axe });
      return page.evaluate(async () => {
        const { axe } = globalThis as unknown as {
          axe: {
            run(): Promise<{
              violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
            }>;
          };
        };
        const { violations } = await axe.run();
        return violations.flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
        );
      });
    };

    beforeAll(async () => {
      data = await mkdtemp(path.join(tmpdir(), 'todo-web-e2e-'));
      api = await startApi({ dataDirectory: path.join(data, 'pglite') });
      web = await startWeb({ entry: await shipWeb(path.join(data, 'web')), backend: api.url });
      browser = await launchBrowser(executable ?? '');
    });
    afterAll(async () => {
      await browser?.close();
      await web?.stop();
      await api?.stop();
      await rm(data, { recursive: true, force: true });
    });
    beforeEach(async () => {
      for (const { id } of await tasks()) await send('DELETE', `/tasks/${id}`);
    });
    afterEach(async () => {
      await context?.close();
      expect(faults).toEqual([]);
    });

    it('takes new tasks by Enter and by the button, the newest first, and is ready for the next one', async () => {
      await open();
      await page.getByText('Nothing here yet').waitFor();
      await field().fill('  Buy milk  ');
      await field().press('Enter');
      await row('Buy milk').waitFor();
      expect(await field().inputValue()).toBe('');
      await page.keyboard.type('Call Ada');
      await page.getByRole('button', { name: 'Add' }).click();
      await expect.poll(shown).toEqual(['Call Ada', 'Buy milk']);
      expect(await isFocused(field())).toBe(true);
      await expect
        .poll(async () => (await tasks()).map(({ title }) => title))
        .toEqual(['Call Ada', 'Buy milk']);
      await page.getByText('2 to do.').waitFor();
    });

    it('adds nothing for a field of spaces', async () => {
      await open();
      await page.getByText('Nothing here yet').waitFor();
      await field().fill('   ');
      await field().press('Enter');
      expect(await page.getByRole('listitem').count()).toBe(0);
      expect(await isFocused(field())).toBe(true);
    });

    it('shows what a title holds as text, and long ones without a scroll bar', async () => {
      await add('<img src=x onerror=alert(1)>', 'x'.repeat(500));
      await open({ viewport: { width: 360, height: 700 } });
      await row('<img src=x onerror=alert(1)>').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    });

    it('completes and reopens a task', async () => {
      await add('Buy milk');
      await open();
      await box('Buy milk').check();
      await page.getByText('Your task is done.').waitFor();
      await expect.poll(async () => (await tasks())[0]?.completed).toBe(true);
      await box('Buy milk').uncheck();
      await page.getByText('1 to do.').waitFor();
      await expect.poll(async () => (await tasks())[0]?.completed).toBe(false);
    });

    it('filters, keeps the filter over a reload, and offers to undo what leaves the list by it', async () => {
      await add('c', 'b', 'a');
      await open();
      await box('b').check();
      await page.getByRole('radio', { name: 'Pending' }).check({ force: true });
      await expect.poll(shown).toEqual(['a', 'c']);
      await page.reload();
      await expect.poll(shown).toEqual(['a', 'c']);

      await box('a').click();
      await expect.poll(shown).toEqual(['c']);
      await expect.poll(() => isFocused(box('c'))).toBe(true);
      await notice('Completed “a”').waitFor();
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect.poll(shown).toEqual(['a', 'c']);

      await page.getByRole('radio', { name: 'Completed' }).check({ force: true });
      await expect.poll(shown).toEqual(['b']);
      await box('b').click();
      await page.getByText('Nothing completed yet').waitFor();
      await expect.poll(async () => (await tasks()).filter(({ completed }) => completed)).toEqual([]);
    });

    it('deletes a task only after the time to undo', async () => {
      await add('b', 'a');
      await open();
      await row('a').hover();
      await page.getByRole('button', { name: 'Delete a' }).click();
      await expect.poll(shown).toEqual(['b']);
      await notice('Deleted “a”').waitFor();
      expect(await tasks()).toHaveLength(2);
      await page.mouse.move(0, 0);
      await expect.poll(tasks, { timeout: 12_000 }).toMatchObject([{ title: 'b' }]);
      expect(await notice('Deleted “a”').count()).toBe(0);
    });

    it('brings a deleted task back as it was, by the button or by Ctrl+Z', async () => {
      await add('b', 'a');
      const before = await tasks();
      await open();
      for (const undo of [
        () => page.getByRole('button', { name: 'Undo' }).click(),
        () => page.keyboard.press('Control+z'),
      ]) {
        await row('a').hover();
        await page.getByRole('button', { name: 'Delete a' }).click();
        await expect.poll(shown).toEqual(['b']);
        await expect.poll(() => isFocused(box('b'))).toBe(true);
        await undo();
        await expect.poll(shown).toEqual(['a', 'b']);
      }
      expect(await tasks()).toEqual(before);
    });

    it('deletes before its time when the page is closed', async () => {
      await add('a');
      await open();
      await row('a').hover();
      await page.getByRole('button', { name: 'Delete a' }).click();
      await page.getByText('Nothing here yet').waitFor();
      await page.goto('about:blank');
      await expect.poll(tasks).toEqual([]);
    });

    it('can be used by the keyboard alone', async () => {
      await add('b', 'a');
      await open();
      await row('a').waitFor();
      await page.keyboard.press('/');
      expect(await isFocused(field())).toBe(true);
      await page.keyboard.type('and/or');
      expect(await field().inputValue()).toBe('and/or');
      await field().fill('');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      expect(await isFocused(page.getByRole('radio', { name: 'All' }))).toBe(true);
      await page.keyboard.press('ArrowRight');
      expect(new URL(page.url()).search).toBe('?show=pending');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Tab');
      expect(await isFocused(box('a'))).toBe(true);
      await page.keyboard.press('Space');
      expect(await box('a').isChecked()).toBe(true);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expect.poll(shown).toEqual(['b']);
    });

    it('takes back what the API did not do, and says so', async () => {
      await add('a');
      await open();
      await row('a').waitFor();
      await page.route('**/api/tasks/*/complete', (route) => route.abort());
      await box('a').click();
      await notice('“a” was not completed. The server cannot be reached.').waitFor();
      await expect.poll(() => box('a').isChecked()).toBe(false);
      await page.unroute('**/api/tasks/*/complete');
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect.poll(async () => (await tasks())[0]?.completed).toBe(true);
    });

    it('says that it cannot reach the API, loses nothing that it shows, and recovers by itself', async () => {
      await add('a');
      await open();
      await row('a').waitFor();
      const { port } = api;
      await api.stop();
      await field().fill('while it is away');
      await field().press('Enter');
      await notice('“while it is away” was not added. The API cannot be reached').waitFor();
      await page.getByText('Reconnecting…').waitFor();
      expect(await shown()).toEqual(['a']);
      expect(await violations()).toEqual([]);

      await page.reload();
      await page.getByRole('alert').getByText('Your tasks cannot be shown right now').waitFor();
      expect(await violations()).toEqual([]);

      api = await startApi({ dataDirectory: path.join(data, 'pglite'), port });
      await expect.poll(shown, { timeout: 10_000 }).toEqual(['a']);
      expect(await page.getByRole('alert').filter({ hasText: /./ }).count()).toBe(0);
    });

    it.each(['light', 'dark'] as const)(
      'is accessible in %s, and nothing moves while it loads',
      async (colorScheme) => {
        await add('c', 'b', 'a');
        await open({ colorScheme });
        await box('b').check();
        expect(await layoutShift()).toBeLessThan(0.01);
        await row('c').hover();
        await page.getByRole('button', { name: 'Delete c' }).click();
        await notice('Deleted “c”').waitFor();
        expect(await violations()).toEqual([]);
      },
    );

    it('sends nothing to anyone but its own server', async () => {
      const origins = new Set<string>();
      await open();
      page.on('request', (request) => origins.add(new URL(request.url()).origin));
      await page.reload();
      await page.getByText('Nothing here yet').waitFor();
      expect([...origins]).toEqual([web.url]);
    });

    it('says where to go when an address does not exist', async () => {
      await open({}, '/nowhere');
      await page.getByRole('link', { name: 'Go to your tasks' }).click();
      await page.getByText('Nothing here yet').waitFor();
    });
  },
);
