/** What a person does with tasks, in a browser. Long, because one browser and one API serve all of it. */

import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import { type Application, patience, row, screenshot, shownTitles, violations } from './application.ts';
import { describeInBrowser } from './describe-in-browser.ts';

describeInBrowser('the task list', (session) => {
  let page: Page;

  const open = async (...parameters: Parameters<Application['open']>) => {
    page = await session.open(...parameters);
  };
  const field = () => page.getByLabel('New task');
  const notice = (text: string) => page.getByLabel('Notices').getByText(text);
  const shows = (titles: string[]) => expect.poll(() => shownTitles(page), patience).toEqual(titles);
  const box = (title: string) =>
    page.getByLabel('Tasks', { exact: true }).getByRole('checkbox', { name: title });
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute('data-row') ?? document.activeElement?.id);
  const saved = (title: string) => expect.poll(() => session.application.task(title), patience);

  beforeEach(() => session.application.clear());

  it('adds by quick add: what is recognised leaves the title, what is dismissed or quoted stays', async () => {
    await open();
    await page.getByText('Nothing here yet').waitFor();
    await field().fill('   ');
    await field().press('Enter');
    expect(await shownTitles(page)).toEqual([]);

    await field().fill('Call Ada tomorrow at 17:00 p1 #Home @calls');
    await expect.poll(() => page.locator('[data-chip]').count(), patience).toBeGreaterThanOrEqual(4);
    await field().press('Enter');
    await shows(['Call Ada']);
    expect(await field().inputValue()).toBe('');
    await saved('Call Ada').toMatchObject({
      priority: 'p1',
      labels: ['calls'],
      due: { timeZone: 'Europe/Berlin' },
    });
    await page.getByRole('link', { name: /^Home/ }).waitFor();

    await field().fill('Call Friday p2');
    await page.getByRole('button', { name: 'Keep “Friday” in the title' }).click();
    await expect.poll(() => page.locator('[data-chip]').count(), patience).toBe(1);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await shows(['Call Friday', 'Call Ada']);
    await saved('Call Friday').toMatchObject({ due: null, priority: 'p2' });

    await field().fill('Read "tomorrow" every weekday');
    await page.locator('[data-chip="recurrence"]').getByText('Every weekday').waitFor();
    await field().press('Enter');
    await expect
      .poll(async () => (await session.application.tasks())[0], patience)
      .toMatchObject({ recurrence: { rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' } });
    expect((await session.application.tasks())[0]?.title).toContain('tomorrow');
  });

  it('makes a task of each pasted line, or one of them all', async () => {
    await open();
    const paste = (text: string) =>
      field().evaluate((input, pasted) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', pasted);
        input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }, text);
    await paste('- Buy milk p1\n- Call Ada @calls\n\n- Pay rent');
    await page.getByRole('button', { name: 'Add 3 tasks' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await screenshot(page, 'pasted-lines');
    await page.keyboard.press('Enter');
    await shows(['Buy milk', 'Call Ada', 'Pay rent']);
    expect(await focused()).toBe('new-task');
    await saved('Buy milk').toMatchObject({ priority: 'p1' });
    await saved('Call Ada').toMatchObject({ labels: ['calls'] });
    await notice('Added 3 tasks').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await shows([]);

    await paste('Read this\nand that');
    await page.getByRole('button', { name: 'Keep as one' }).click();
    expect(await field().inputValue()).toBe('Read this and that');
    await field().fill('');
    await paste('Read this\nand that');
    await page.getByRole('button', { name: 'Add 2 tasks' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add 2 tasks' }).waitFor({ state: 'detached' });
    expect(await session.application.tasks()).toEqual([]);
  });

  it('reads a title from its own side, whatever is in brackets', async () => {
    await session.application.add('دودھ خریدنا ہے (2 litres) کل', 'Buy milk');
    await open();
    await shows(['Buy milk', 'دودھ خریدنا ہے (2 litres) کل']);
    const sides = await page
      .locator('[data-row] > :first-child')
      .evaluateAll((titles) => titles.map((title) => getComputedStyle(title).direction));
    expect(sides).toEqual(['ltr', 'rtl']);
    await field().fill('دودھ');
    expect(await field().evaluate((input) => getComputedStyle(input).direction)).toBe('rtl');
  });

  it('takes a double click for one: the row that moves under the pointer stays as it is', async () => {
    await session.application.add('d', 'c', 'b', 'a');
    await open();
    await shows(['a', 'b', 'c', 'd']);
    await box('a').dblclick();
    await shows(['b', 'c', 'd']);
    await notice('Completed “a”').waitFor();
    await row(page, 'b').hover();
    await page.getByRole('button', { name: 'Delete b' }).dblclick();
    await shows(['c', 'd']);
    await notice('Deleted “b”').waitFor();
    const left = async () =>
      (await session.application.tasks()).map(({ title, completed }) => [title, completed]);
    expect(await left()).toEqual([
      ['a', true],
      ['c', false],
      ['d', false],
    ]);
  });

  it('completes, deletes and takes back, by the button and by Ctrl+Z, across the views', async () => {
    await session.application.add('c', 'b', 'a');
    await open();
    await shows(['a', 'b', 'c']);
    await box('b').click();
    await shows(['a', 'c']);
    await saved('b').toMatchObject({ completed: true });
    await notice('Completed “b”').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await shows(['a', 'b', 'c']);
    await saved('b').toMatchObject({ completed: false });

    await row(page, 'a').hover();
    await page.getByRole('button', { name: 'Delete a' }).click();
    await shows(['b', 'c']);
    await notice('Deleted “a”').waitFor();
    await page.keyboard.press('Control+z');
    await shows(['a', 'b', 'c']);

    // What another client did is taken back as well, once no offer of this page is shown.
    await expect.poll(() => page.getByRole('button', { name: 'Undo' }).count(), patience).toBe(0);
    const c = await session.application.task('c');
    await session.application.send('POST', `/tasks/${c?.id}/complete`);
    await page.keyboard.press('Control+z');
    await notice('Took back: “c” completed').waitFor();
    await saved('c').toMatchObject({ completed: false });
  });

  it('has an address for each view, and goes back and forth without loading a page', async () => {
    await session.application.add(
      { title: 'late', due: { date: '2020-01-01' } },
      { title: 'far', due: { date: '2199-01-01' }, projectName: 'Home' },
      { title: 'plain', labels: ['calls'] },
    );
    await open('/overdue');
    await shows(['late']);
    expect(await page.title()).toBe('Overdue · Todo Chatbot');
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    const go = async (name: string | RegExp, titles: string[], pathname: string | RegExp) => {
      await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name }).click();
      await shows(titles);
      expect(new URL(page.url()).pathname).toMatch(pathname);
    };
    await go(/^Today/, ['late'], '/today');
    await go(/^Upcoming/, ['far'], '/upcoming');
    await go(/^Inbox/, ['plain', 'late'], '/inbox');
    await go(/^Home/, ['far'], /^\/projects\//);
    await go(/^calls/, ['plain'], '/labels/calls');
    await page.goBack();
    await shows(['far']);
    await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor();
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
    await page.reload();
    await shows(['far']);

    await page.getByRole('link', { name: /^All tasks/ }).click();
    await shows(['plain', 'far', 'late']);
    await page.getByLabel('Sort').selectOption('due');
    await shows(['late', 'far', 'plain']);
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('/');
    await page.getByLabel('Search', { exact: true }).fill('pla');
    await shows(['plain']);
    expect(new URL(page.url()).search).toBe('?q=pla');
  });

  it('changes everything about a task in its details', async () => {
    await session.application.add({ title: 'Pack', due: { date: '2199-01-01' }, projectName: 'Trip' });
    await open();
    await row(page, 'Pack').click();
    await page.getByLabel('Title').fill('Pack the bags');
    await page.keyboard.press('Enter');
    await saved('Pack the bags').toBeDefined();
    await page.getByLabel('Notes').fill('Blue one\nand the tent');
    await page.getByLabel('Due date').fill('2199-02-03');
    await page.getByLabel('Due time').fill('09:30');
    await page.getByLabel('Priority').selectOption('p1');
    await page.getByLabel('Repeat').selectOption('FREQ=DAILY');
    await page.getByLabel('Project', { exact: true }).selectOption({ label: 'Inbox' });
    await page.getByLabel('Add a label').fill('travel');
    await page.keyboard.press('Enter');
    for (const step of ['one', 'two']) {
      await page.getByLabel('Add a step').fill(step);
      await page.keyboard.press('Enter');
    }
    await page.getByRole('checkbox', { name: 'one' }).check({ force: true });
    await page.getByRole('button', { name: 'Move two up' }).click();
    await saved('Pack the bags').toMatchObject({
      notes: 'Blue one\nand the tent',
      due: { at: '2199-02-03T08:30:00.000Z', timeZone: 'Europe/Berlin' },
      priority: 'p1',
      recurrence: { rrule: 'FREQ=DAILY' },
      projectId: null,
      labels: ['travel'],
      subtasks: [
        { title: 'two', completed: false },
        { title: 'one', completed: true },
      ],
    });

    // Somebody else is quicker: theirs is shown, and the own change can be put on top.
    const known = await session.application.task('Pack the bags');
    let isIntercepted = false;
    await page.route('**/api/tasks/*', async (route) => {
      if (route.request().method() === 'PATCH' && !isIntercepted) {
        isIntercepted = true;
        await session.application.send('PATCH', `/tasks/${known?.id}`, { title: 'Theirs' });
      }
      await route.continue();
    });
    await page.getByLabel('Title').fill('Mine');
    await page.keyboard.press('Enter');
    await notice('was changed elsewhere meanwhile').waitFor();
    await row(page, 'Theirs').waitFor();
    await page.getByRole('button', { name: 'Use mine' }).click();
    await saved('Mine').toBeDefined();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByLabel('Title').count(), patience).toBe(0);
  });

  it('changes many at once, and takes that back at once', async () => {
    await session.application.add('c', 'b', 'a');
    await open();
    await shows(['a', 'b', 'c']);
    await page.getByRole('button', { name: 'Select' }).click();
    await row(page, 'a').click();
    await row(page, 'c').click();
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Complete' }).click();
    await shows(['b']);
    await notice('Completed 2 tasks').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await shows(['a', 'b', 'c']);
  });

  it('can be used by the keyboard alone', async () => {
    await session.application.add('c', 'b', 'a');
    await open();
    await shows(['a', 'b', 'c']);
    const [a, b, c] = await session.application.tasks();
    await page.keyboard.press('j');
    await expect.poll(focused, patience).toBe(a?.id);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await expect.poll(focused, patience).toBe(b?.id);
    await page.keyboard.press('e');
    await shows(['a', 'c']);
    await expect.poll(focused, patience).toBe(c?.id);
    await page.keyboard.press('x');
    await page.getByText('1 selected').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('1 selected').waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await page.getByLabel('Title').waitFor();
    await page.keyboard.press('Escape');
    await page.getByLabel('Title').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keyboard and quick add' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Go to or do' }).fill('upcom');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Upcoming', level: 1 }).waitFor();
    await page.keyboard.press('q');
    await expect.poll(focused, patience).toBe('new-task');
    await page.keyboard.type('and/or e x');
    expect(await field().inputValue()).toBe('and/or e x');
  });

  it('shows what other clients do, and gives everything away as a file', async () => {
    await open();
    await page.getByText('Nothing here yet').waitFor();
    await session.application.add('from a phone');
    await shows(['from a phone']);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Go to or do' }).fill('json');
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toMatch(/\.json$/);
  });

  it('keeps what is chosen for the appearance', async () => {
    await open('/', { colorScheme: 'light' });
    await page.getByLabel('Appearance').selectOption('dark');
    const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    await expect.poll(scheme, patience).toBe('dark');
    await page.reload();
    await expect.poll(scheme, patience).toBe('dark');
    await expect.poll(() => page.getByLabel('Appearance').inputValue(), patience).toBe('dark');
  });

  it('shows what a title holds as text, and keeps rows short whatever a task holds', async () => {
    const long = 'x'.repeat(500);
    await session.application.add('<img src=x onerror=alert(1)>', {
      title: long,
      labels: ['one', 'two', 'three', 'four', 'five'],
    });
    await open('/', { viewport: { width: 360, height: 700 } });
    await row(page, '<img src=x onerror=alert(1)>').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    // Three lines of the title and one of labels; everything is in the details.
    expect((await row(page, long).boundingBox())?.height).toBeLessThan(130);
    expect(await row(page, long).innerText()).toMatch(/\+2\s*labels/);
    await row(page, long).click();
    await page.getByRole('button', { name: 'Remove the label five' }).waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe(long);
  });

  it('names in the row of a task what the view does not say already', async () => {
    await session.application.add({ title: 'Paint', projectName: 'Home', labels: ['calls', 'outside'] });
    const projectId = (await session.application.task('Paint'))?.projectId;
    const facts = async (address: string, heading: string): Promise<string[]> => {
      await page.goto(new URL(address, page.url()).href);
      // The names of projects are there.
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
      await page.getByRole('link', { name: /^Home/ }).waitFor();
      const shown = await row(page, 'Paint').innerText();
      return ['Home', 'calls', 'outside'].filter((name) => shown.includes(name));
    };
    await open();
    expect(await facts('/', 'All tasks')).toEqual(['Home', 'calls', 'outside']);
    expect(await facts(`/projects/${projectId}`, 'Home')).toEqual(['calls', 'outside']);
    // Labels have no case.
    expect(await facts('/labels/CALLS', '@CALLS')).toEqual(['Home', 'outside']);
  });

  it('takes back what the API did not do, loses nothing while it is away, and recovers by itself', async () => {
    await session.application.add('a');
    await open();
    await shows(['a']);
    await page.route('**/api/tasks/bulk', (route) => route.abort());
    await box('a').click();
    await notice('“a” was not completed. The server cannot be reached.').waitFor();
    await shows(['a']);
    await page.unroute('**/api/tasks/bulk');
    await page.getByRole('button', { name: 'Try again' }).click();
    await saved('a').toMatchObject({ completed: true });
    await page.getByRole('button', { name: 'Undo' }).click();
    await shows(['a']);

    await session.application.stopApi();
    await field().fill('while it is away');
    await field().press('Enter');
    await notice('“while it is away” was not added. The API cannot be reached').waitFor();
    await page.getByText('Reconnecting…').waitFor();
    expect(await shownTitles(page)).toEqual(['a']);
    expect(await violations(page)).toEqual([]);
    await page.reload();
    await page.getByRole('alert').getByText('Your tasks cannot be shown right now').waitFor();
    expect(await violations(page)).toEqual([]);
    await session.application.restartApi();
    await shows(['a']);
  });

  it('asks for the first list once, before React has come, and shows all of a long one', async () => {
    await session.application.add(...Array.from({ length: 30 }, (_, index) => `Task ${30 - index}`));
    await open('/today');
    page = await page.context().newPage();
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
    await page.goto(session.application.web.url);
    await shows(Array.from({ length: 30 }, (_, index) => `Task ${index + 1}`));
    await expect.poll(() => asked.includes('/api/events'), patience).toBe(true);
    const beforeStream = asked.slice(0, asked.indexOf('/api/events'));
    expect(beforeStream.filter((path) => path === '/api/tasks')).toHaveLength(1);
    expect(beforeStream.indexOf('/api/tasks')).toBeLessThan(beforeStream.indexOf('/api/tasks/counts'));
  });

  it('sends nothing to anyone but its own server', async () => {
    const origins = new Set<string>();
    await open();
    page.on('request', (request) => origins.add(new URL(request.url()).origin));
    await page.reload();
    await page.getByText('Nothing here yet').waitFor();
    await field().fill('Call Ada tomorrow');
    await page.locator('[data-chip]').waitFor();
    expect([...origins]).toEqual([session.application.web.url]);
  });
});
