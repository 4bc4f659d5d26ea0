/** What can be set in a browser where AUTH is off: time zone, appearance, calendar feed, export and import. */

import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import { patience, screenshot, shownTitles, violations } from './application.ts';
import { describeInBrowser } from './describe-in-browser.ts';

describeInBrowser('the settings', (session) => {
  let page: Page;

  const heading = (name: string) => page.getByRole('heading', { name, exact: true });
  const opened = () => heading('Settings').waitFor();
  const closed = async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  const open = async () => {
    page = await session.open();
    await page.keyboard.press(',');
    await opened();
  };
  const choose = (name: string, text: string) =>
    page
      .getByLabel('File to import')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });
  const titles = async () => (await session.application.tasks()).map(({ title }) => title).sort();
  const projects = async () =>
    (await (await session.application.send('GET', '/projects')).json()) as { projects: unknown[] };

  beforeEach(() => session.application.clear());

  it('opens by a key, from the sidebar and from the commands, and has nothing of signing in', async () => {
    await open();
    await heading('Import').waitFor();
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Time zone of the account' }).isEnabled(), patience)
      .toBe(true);
    for (const name of ['Account', 'Password', 'Personal tokens'])
      expect(await heading(name).count()).toBe(0);
    expect(await page.getByRole('button', { name: /sign out/i }).count()).toBe(0);
    await closed();
    await page.getByRole('button', { name: 'Settings' }).click();
    await opened();
    await closed();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Go to or do' }).fill('settings');
    await page.keyboard.press('Enter');
    await opened();
  });

  it('keeps the time zone of the account, and the appearance of this browser', async () => {
    await open();
    const zone = page.getByRole('combobox', { name: 'Time zone of the account' });
    await zone.selectOption('America/New_York');
    await page.getByText('Saved.').waitFor();
    const stored = async () =>
      ((await (await session.application.send('GET', '/account')).json()) as { timeZone: string }).timeZone;
    expect(await stored()).toBe('America/New_York');
    await page.getByRole('button', { name: 'Use this browser’s' }).click();
    await expect.poll(stored, patience).toBe('Europe/Berlin');
    await expect.poll(() => zone.inputValue(), patience).toBe('Europe/Berlin');

    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.dataset.appearance)).toBe('dark');
  });

  it('makes the address of a calendar feed, shows it once, replaces and revokes it', async () => {
    await session.application.add({ title: 'Due one day', due: { date: '2030-01-01' } });
    await open();
    const address = page.getByLabel('Address of the calendar feed');
    await page.getByRole('button', { name: 'Make an address' }).click();
    await address.waitFor();
    const first = await address.inputValue();
    expect(await (await fetch(first)).text()).toContain('SUMMARY:Due one day');
    await page.getByRole('button', { name: 'Make a new address' }).click();
    await expect.poll(() => address.inputValue(), patience).not.toBe(first);
    const second = await address.inputValue();
    expect((await fetch(first)).status).toBe(404);
    expect((await fetch(second)).status).toBe(200);
    await closed();
    await page.keyboard.press(',');
    await page.getByText(/^There is an address\./).waitFor();
    expect(await address.count()).toBe(0);
    await page.getByRole('button', { name: 'Revoke the address' }).click();
    await page.getByRole('button', { name: 'Make an address' }).waitFor();
    expect((await fetch(second)).status).toBe(404);
  });

  it('gives everything as a file, and takes it back in', async () => {
    await session.application.add({ title: 'Paint the wall', projectName: 'Home' }, 'Call Ada');
    await open();
    const files: Record<string, string> = {};
    for (const format of ['JSON', 'CSV']) {
      const download = page.waitForEvent('download');
      await page.getByRole('link', { name: `Download ${format}` }).click();
      const file = await download;
      expect(file.suggestedFilename()).toMatch(new RegExp(`^todo-.*\\.${format.toLowerCase()}$`));
      files[format] = await readFile(await file.path(), 'utf8');
      expect(files[format]).toContain('Paint the wall');
    }
    await session.application.clear();
    await choose('todo.json', files.JSON ?? '');
    await page.getByText('would add 2 tasks, 1 new project', { exact: true }).waitFor();
    await page.getByText('New projects: Home').waitFor();
    expect(await titles()).toEqual([]);
    await page.getByRole('button', { name: /^Import 2 tasks/ }).click();
    await page.getByText('Imported 2 tasks.').waitFor();
    expect(await titles()).toEqual(['Call Ada', 'Paint the wall']);
    await expect.poll(() => shownTitles(page), patience).toHaveLength(2);
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('The import is taken back.').waitFor();
    expect(await titles()).toEqual([]);
    await choose('todo.csv', files.CSV ?? '');
    await page.getByRole('button', { name: 'Import 2 tasks' }).click();
    await page.getByText('Imported 2 tasks.').waitFor();
    expect(await titles()).toEqual(['Call Ada', 'Paint the wall']);
  });

  it('says what is wrong with a file, and imports nothing of it', async () => {
    await open();
    await choose('notes.json', '{"hello": 1}');
    await page.getByText(/^This is neither an export of Todo Chatbot/).waitFor();
    await choose('table.csv', 'title,project,priority\nGood,New,p1\nBad,New,p9\n');
    await page.getByText('1 row cannot be read, so nothing is imported:').waitFor();
    await page.getByText(/^Line 3: priority/).waitFor();
    await page.getByText('would add 1 task, 1 new project', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: /^Import / }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.getByText('Correct them in the file').scrollIntoViewIfNeeded();
    await screenshot(page, 'import-preview-problems');
    const bad = { format: 'todo-chatbot', version: 1, projects: [{ name: 'New' }], tasks: [{ title: '' }] };
    await choose('bad.json', JSON.stringify(bad));
    await page.getByText(/^Task 1: title/).waitFor();
    // What is no document at all is said as what it is.
    await choose('odd.json', JSON.stringify({ ...bad, version: 9 }));
    await page.getByText('Nothing of odd.json was imported.').waitFor();
    await page.getByRole('alert').getByText('/version').waitFor();
    expect(await titles()).toEqual([]);
    expect((await projects()).projects).toEqual([]);
    // The corrected file.
    await choose('table.csv', 'title,priority\nGood,p1\nBetter,p2\n');
    await page.getByRole('button', { name: 'Import 2 tasks' }).click();
    await page.getByText('Imported 2 tasks.').waitFor();
    expect(await titles()).toEqual(['Better', 'Good']);
  });
});
