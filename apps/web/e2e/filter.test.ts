/** How a list is narrowed by priority and status: by mouse, keys and address, and how that looks. */

import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import {
  type Application,
  patience,
  screenshot,
  shownTitles,
  smallTargets,
  violations,
} from './application.ts';
import { describeInBrowser } from './describe-in-browser.ts';

describeInBrowser('the filter', (session) => {
  let page: Page;

  const open = async (...parameters: Parameters<Application['open']>) => {
    page = await session.open(...parameters);
  };
  const button = () => page.getByRole('button', { name: 'Filter', exact: true });
  const menu = () => page.getByRole('menu', { name: 'Filter' });
  const entry = (name: string) => menu().getByRole('menuitemradio', { name, exact: true });
  const chips = () => page.getByRole('list', { name: 'Filters' }).getByRole('listitem').allTextContents();
  const shows = (titles: string[]) => expect.poll(() => shownTitles(page), patience).toEqual(titles);
  const search = () => new URL(page.url()).search;
  const isFocused = (name: string) =>
    expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? ''), patience).toBe(name);

  beforeAll(async () => {
    await session.application.add(
      { title: 'plain' },
      { title: 'done', priority: 'p1' },
      { title: 'third', priority: 'p3' },
      { title: 'first', priority: 'p1' },
    );
    const done = await session.application.task('done');
    expect((await session.application.send('POST', `/tasks/${done?.id}/complete`)).status).toBe(200);
  });

  it('narrows the list, says so in chips and in the address, and survives reload and back', async () => {
    await open();
    await shows(['first', 'third', 'plain']);
    await button().click();
    await entry('Priority 1').click();
    await shows(['first']);
    expect(search()).toBe('?priority=p1');
    expect(await entry('Priority 1').getAttribute('aria-checked')).toBe('true');
    // It stays open for another choice.
    await entry('Any status').click();
    await shows(['first', 'done']);
    await page.getByRole('heading', { name: 'Completed', level: 2 }).waitFor();
    expect(search()).toBe('?priority=p1&status=all');
    await page.getByRole('heading', { level: 1 }).click();
    await menu().waitFor({ state: 'detached' });
    expect(await chips()).toEqual(['Priority 1', 'Any status']);

    await page.reload();
    await shows(['first', 'done']);
    await page.goBack();
    await shows(['first']);
    await page.goBack();
    await shows(['first', 'third', 'plain']);
    expect(await chips()).toEqual([]);
    await page.goForward();
    await shows(['first']);

    await page.getByRole('button', { name: 'Remove the filter “Priority 1”' }).click();
    await shows(['first', 'third', 'plain']);
    await isFocused('Filter');
    expect(search()).toBe('');
  });

  it('is reached by a key and from the palette, and is used by the keyboard alone', async () => {
    await open();
    await shows(['first', 'third', 'plain']);
    await page.keyboard.press('f');
    await isFocused('Any priority');
    await page.keyboard.press('ArrowUp');
    await isFocused('Completed');
    await page.keyboard.press('Home');
    await isFocused('Any priority');
    await page.keyboard.press('End');
    await isFocused('Completed');
    // The keys of the application rest.
    await page.keyboard.press('f');
    await page.keyboard.press('q');
    await isFocused('Completed');
    await page.keyboard.press('Enter');
    await menu().waitFor({ state: 'detached' });
    await isFocused('Filter');
    await shows(['done']);

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Go to or do' }).fill('filter by');
    await page.keyboard.press('Enter');
    await isFocused('Any priority');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.getByText('Nothing matches').waitFor();
    await page.keyboard.press('Escape');
    await menu().waitFor({ state: 'detached' });
    await isFocused('Filter');
    expect(await chips()).toEqual(['Priority 2', 'Completed']);

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Go to or do' }).fill('clear the');
    await page.keyboard.press('Enter');
    await shows(['first', 'third', 'plain']);
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Filter', { exact: true }).waitFor();
  });

  it('gives what is added the priority that is filtered for, and clears an empty list', async () => {
    await open('/inbox?priority=p2');
    await page.getByText('Nothing matches').waitFor();
    await page.getByLabel('New task').fill('second');
    await page.keyboard.press('Enter');
    await shows(['second']);
    await expect.poll(async () => (await session.application.task('second'))?.priority, patience).toBe('p2');
    const { id } = (await session.application.task('second')) ?? {};
    expect((await session.application.send('DELETE', `/tasks/${id}`)).ok).toBe(true);
    await page.getByText('Nothing matches').waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await shows(['first', 'third', 'plain']);
    await isFocused('Filter');
    expect(search()).toBe('');
  });

  it('keeps while words are searched for, and offers no status where the view is about one', async () => {
    await open('/search?priority=p1&status=pending');
    await page.getByLabel('Search', { exact: true }).fill('fi');
    await shows(['first']);
    await page.getByLabel('Search', { exact: true }).fill('do');
    await page.getByText('Nothing matches').waitFor();
    expect(await chips()).toEqual(['Priority 1', 'Open']);
    await page.goto(`${session.application.web.url}/completed?status=all&priority=p1`);
    await shows(['done']);
    expect(await chips()).toEqual(['Priority 1']);
    await button().click();
    await entry('Any priority').waitFor();
    expect(await menu().getByRole('menuitemradio').count()).toBe(5);
  });

  it('selects nothing that a filter has taken out of sight', async () => {
    await open();
    await shows(['first', 'third', 'plain']);
    await page.getByRole('button', { name: 'Select', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Select third' }).check({ force: true });
    await page.getByText('1 selected').waitFor();
    await button().click();
    await entry('Priority 1').click();
    await shows(['first']);
    await page.getByText('1 selected').waitFor({ state: 'detached' });
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it.each([
      ['wide', { viewport: { width: 1280, height: 800 } }],
      ['smallest', { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true }],
    ] as const)(`is accessible and has room, ${colorScheme} and %s`, async (size, device) => {
      await open('/?priority=p1&status=all', { colorScheme, ...device });
      await shows(['first', 'done']);
      const found: string[] = [];
      const look = async (name: string) => {
        await screenshot(page, `${name}-${colorScheme}-${size}`);
        found.push(...(await violations(page)));
        if (size === 'smallest') found.push(...(await smallTargets(page)));
        const isScrolledSideways = await page.evaluate(
          () => document.documentElement.scrollWidth > window.innerWidth,
        );
        if (isScrolledSideways) found.push(`${name}: scrolls sideways`);
      };
      await look('filter');
      await button().click();
      await entry('Priority 2').waitFor();
      await look('filter-menu');
      await entry('Priority 2').click();
      await page.getByText('Nothing matches').waitFor();
      await page.keyboard.press('Escape');
      await menu().waitFor({ state: 'detached' });
      await look('filter-nothing');
      expect(found).toEqual([]);
    });
  }
});
