/** Owns the application as the browser tests use it: API on PGlite, shipped web server, one browser; and what a test asks of a page. */

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NewTaskInput } from '@todo-chatbot/contracts';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type Program, shipWeb, startApi, startWeb } from './processes.ts';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const screenshots = path.join(import.meta.dirname, '../.next/screenshots');

/** For conditions on a slow machine: against a hang alone. */
export const patience = { timeout: 30_000 };

/** The list, read and taken over by React. */
export const listShown = '[aria-label="Tasks"][aria-busy="false"]';

export type ApiTask = {
  readonly id: string;
  readonly title: string;
  readonly completed: boolean;
  readonly notes: string | null;
  readonly priority: string;
  readonly due: { readonly date?: string; readonly at?: string; readonly timeZone?: string } | null;
  readonly labels: readonly string[];
  readonly projectId: string | null;
  readonly recurrence: { readonly rrule: string } | null;
  readonly subtasks: readonly { readonly title: string; readonly completed: boolean }[];
  readonly version: number;
};

export type Application = Awaited<ReturnType<typeof startApplication>>;

/** @param apiEnv what the API is told beside where its data lies */
export async function startApplication(executable: string, apiEnv: Readonly<Record<string, string>> = {}) {
  const data = await mkdtemp(path.join(tmpdir(), 'todo-web-e2e-'));
  await mkdir(screenshots, { recursive: true });
  let api: Program = await startApi({ dataDirectory: path.join(data, 'pglite'), env: apiEnv });
  const web = await startWeb({ entry: await shipWeb(path.join(data, 'web')), backend: api.url });
  const browser: Browser = await launchBrowser(executable);

  const send = (method: string, url: string, body?: object, headers: Record<string, string> = {}) =>
    fetch(`${api.url}/api${url}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const tasks = async (): Promise<ApiTask[]> =>
    ((await (await send('GET', '/tasks?limit=200')).json()) as { tasks: ApiTask[] }).tasks;

  return {
    web,
    send,
    /** All tasks, newest first. */
    tasks,
    task: async (title: string): Promise<ApiTask | undefined> =>
      (await tasks()).find((task) => task.title === title),
    add: async (...list: readonly (string | NewTaskInput)[]): Promise<void> => {
      for (const each of list) {
        const body = typeof each === 'string' ? { title: each } : each;
        expect((await send('POST', '/tasks', body)).status).toBe(201);
      }
    },
    clear: async (): Promise<void> => {
      const ids = (await tasks()).map(({ id }) => id);
      if (ids.length > 0)
        expect((await send('POST', '/tasks/bulk', { action: 'delete', ids })).status).toBe(200);
      for (const kind of ['projects', 'labels'] as const) {
        const answer = (await (await send('GET', `/${kind}`)).json()) as Record<string, { id: string }[]>;
        for (const { id } of answer[kind] ?? []) await send('DELETE', `/${kind}/${id}`);
      }
    },
    stopApi: () => api.stop(),
    restartApi: async () => {
      api = await startApi({ dataDirectory: path.join(data, 'pglite'), port: api.port, env: apiEnv });
    },
    /** @param shown what stands in the page once it can be used */
    open: async (address = '/', options: BrowserContextOptions = {}, shown = listShown): Promise<Opened> => {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        timezoneId: 'Europe/Berlin',
        ...options,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(patience.timeout);
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        // The browser reports each answer from 400 on by itself; the tests that cause one look at what is shown.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load'))
          faults.push(message.text());
      });
      await page.goto(`${web.url}${address}`);
      // Keys count once React has taken over.
      await page.locator(shown).waitFor({ state: 'attached' });
      return { context, page, faults };
    },
    stop: async () => {
      await browser.close();
      await web.stop();
      await api.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

export type Opened = {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly faults: readonly string[];
};

/** The titles of the rows, from the top. */
export const shownTitles = (page: Page): Promise<string[]> =>
  page
    .locator('[data-row]')
    .evaluateAll((rows) => rows.map((row) => row.firstElementChild?.textContent ?? ''));

export const row = (page: Page, title: string) =>
  page.locator('[data-row]').filter({ has: page.getByText(title, { exact: true }) });

export const screenshot = (page: Page, name: string) =>
  page.screenshot({ path: path.join(screenshots, `${name}.png`), animations: 'disabled' });

/** Controls of less than 44 pixels either way; a label counts as part of its control. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...(document.querySelector('dialog[open]') ?? document).querySelectorAll(
        'button, a, select, input, textarea',
      ),
    ]
      .filter((control) => control.checkVisibility({ visibilityProperty: true }))
      .flatMap((control) => {
        const { width, height } = (control.closest('label') ?? control).getBoundingClientRect();
        // Less than half a pixel is rounding.
        return width > 43.5 && height > 43.5
          ? []
          : [`${control.outerHTML.slice(0, 90)}: ${width} x ${height}`];
      }),
  );

/** What axe finds, one line each. */
export async function violations(page: Page): Promise<string[]> {
  // What moves in is half transparent for an instant; what pulses never ends.
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    return Promise.allSettled(ending.map(({ finished }) => finished)).then(() => undefined);
  });
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ path: axe });
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
    );
  });
}
