/** What a person does with projects, labels and conversations, in a browser. */

import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import { type Application, patience, screenshot, shownTitles, violations } from './application.ts';
import { describeInBrowser } from './describe-in-browser.ts';

type Filed = { readonly id: string; readonly name: string; readonly colour: string };

describeInBrowser('projects, labels and conversations', (session) => {
  let page: Page;

  const open = async (...parameters: Parameters<Application['open']>) => {
    page = await session.open(...parameters);
  };
  const notice = (text: string) => page.getByLabel('Notices').getByText(text);
  const views = () => page.getByRole('navigation', { name: 'Views' });
  const link = (name: string) => views().getByRole('link', { name: new RegExp(`^${name}( |\\d|$)`) });
  const dialog = () => page.getByRole('dialog');
  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });
  const shows = (titles: string[]) => expect.poll(() => shownTitles(page), patience).toEqual(titles);
  const filed = async (kind: 'projects' | 'labels') =>
    ((await (await session.application.send('GET', `/${kind}`)).json()) as Record<string, Filed[]>)[kind] ??
    [];
  const kept = (kind: 'projects' | 'labels') =>
    expect.poll(async () => (await filed(kind)).map(({ name, colour }) => `${name} ${colour}`), patience);
  const takeBack = () => page.getByLabel('Notices').getByRole('button', { name: 'Undo' }).click();
  const manage = async (name: string, entry: string) => {
    await link(name).hover();
    await page.getByRole('button', { name: `Manage ${name}` }).click();
    await page.getByRole('menuitem', { name: entry }).click();
  };
  const focusedLabel = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

  beforeEach(() => session.application.clear());

  it('makes a project, gives it another name and colour, and takes both back', async () => {
    await open();
    await page.getByRole('button', { name: 'New project' }).click();
    await dialog().getByRole('button', { name: 'Add', exact: true }).click();
    await dialog().getByText('Give it a name.').waitFor();
    await dialog().getByLabel('Name').fill('Home');
    await dialog().getByRole('radio', { name: 'green' }).check();
    await page.keyboard.press('Enter');
    await heading('Home').waitFor();
    await kept('projects').toEqual(['Home green']);
    await page.getByLabel('New task').fill('Paint');
    await page.keyboard.press('Enter');
    await notice('Added “Paint”').waitFor();

    await manage('Home', 'Name and colour');
    await dialog().getByLabel('Name').fill('House');
    await dialog().getByRole('radio', { name: 'pink' }).check();
    await dialog().getByRole('button', { name: 'Save' }).click();
    await heading('House').waitFor();
    await kept('projects').toEqual(['House pink']);
    await notice('Changed the project “House”').waitFor();
    await takeBack();
    await heading('Home').waitFor();
    await kept('projects').toEqual(['Home green']);
    await shows(['Paint']);
  });

  it('asks before a project goes that has tasks, says what becomes of them, and brings all of it back', async () => {
    await session.application.add(
      { title: 'b', projectName: 'Home' },
      { title: 'a', projectName: 'Home' },
      { title: 'done', projectName: 'Home' },
    );
    const done = await session.application.task('done');
    await session.application.send('POST', `/tasks/${done?.id}/complete`);
    await open();
    await link('Home').click();
    await shows(['a', 'b']);
    await manage('Home', 'Delete');
    await dialog().getByText('The project has 2 open tasks and 1 completed.').waitFor();
    await dialog().getByText('those of the project go to the inbox').waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await kept('projects').toEqual(['Home grey']);
    await expect.poll(focusedLabel, patience).toBe('Manage Home');

    await link('Home').focus();
    await page.keyboard.press('Delete');
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await heading('Inbox').waitFor();
    await shows(['a', 'b']);
    await kept('projects').toEqual([]);
    await notice('Deleted the project “Home”').waitFor();
    await page.keyboard.press('Control+z');
    await heading('Home').waitFor();
    await shows(['a', 'b']);
    await kept('projects').toEqual(['Home grey']);
  });

  it('deletes what has no tasks without a question', async () => {
    await session.application.send('POST', '/projects', { name: 'Empty' });
    await open();
    await link('Empty').focus();
    await page.keyboard.press('Delete');
    await notice('Deleted the project “Empty”').waitFor();
    await kept('projects').toEqual([]);
    await takeBack();
    await link('Empty').waitFor();
  });

  it('renames and deletes a label on every task, from the list and by the keyboard alone', async () => {
    await session.application.add({ title: 'b', labels: ['calls', 'x'] }, { title: 'a', labels: ['calls'] });
    await open('/labels/calls');
    await shows(['a', 'b']);
    await link('calls').focus();
    await page.keyboard.press('F2');
    await dialog().getByLabel('Name').fill('two words');
    await page.keyboard.press('Enter');
    await dialog().getByText('has no spaces').waitFor();
    await dialog().getByLabel('Name').fill('X');
    await dialog().getByText('There is another label with this name.').waitFor();
    await dialog().getByLabel('Name').fill('phone');
    await page.keyboard.press('Enter');
    await heading('@phone').waitFor();
    await shows(['a', 'b']);
    expect(new URL(page.url()).pathname).toBe('/labels/phone');
    await expect
      .poll(async () => (await session.application.task('b'))?.labels, patience)
      .toEqual(['phone', 'x']);
    await notice('Changed the label “phone”').waitFor();
    await takeBack();
    await heading('@calls').waitFor();
    await shows(['a', 'b']);

    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Manage calls' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Name and colour' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    expect(await focusedLabel()).toBe('Manage calls');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Name and colour' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog().getByText('The label is on 2 open tasks.').waitFor();
    // A careless Enter leaves it as it was: the way out comes first.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading('All tasks').waitFor();
    await expect.poll(async () => (await session.application.task('b'))?.labels, patience).toEqual(['x']);
    await notice('Deleted the label “calls”').waitFor();
    await takeBack();
    await heading('@calls').waitFor();
    await shows(['a', 'b']);
  });

  it('manages them by the command palette, and other pages follow', async () => {
    await session.application.send('POST', '/labels', { name: 'errand' });
    await open();
    const other = await session.application.open();
    const elsewhere = (name: string) =>
      other.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });
    await elsewhere('errand').waitFor();
    const command = async (words: string) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Go to or do' }).fill(words);
      await page.keyboard.press('Enter');
    };
    await command('new project');
    await dialog().getByLabel('Name').fill('Work');
    await page.keyboard.press('Enter');
    await elsewhere('Work').waitFor();
    await command('edit errand');
    await dialog().getByLabel('Name').fill('shop');
    await page.keyboard.press('Enter');
    await elsewhere('shop').waitFor();
    await command('delete work');
    await elsewhere('Work').waitFor({ state: 'detached' });
    // Taken back by another client.
    expect((await session.application.send('POST', '/undo')).status).toBe(200);
    await link('Work').waitFor();
    await elsewhere('Work').waitFor();
    await other.context.close();
    expect(other.faults).toEqual([]);
  });

  it('takes back what the API refuses, and says why', async () => {
    await session.application.send('POST', '/projects', { name: 'Home' });
    await open();
    await link('Home').waitFor();
    await page.route('**/api/projects/*', (route) => route.abort());
    await link('Home').focus();
    await page.keyboard.press('Delete');
    await notice('“Home” was not deleted. The server cannot be reached.').waitFor();
    await link('Home').waitFor();
    await page.unroute('**/api/projects/*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await kept('projects').toEqual([]);
  });

  it('renames and deletes conversations; a deleted one comes back until its offer is over', async () => {
    const say = async (message: string) =>
      expect((await session.application.send('POST', '/chat', { message })).status).toBe(200);
    await say('hello');
    await say('what is due today');
    const titles = async () =>
      (
        (await (await session.application.send('GET', '/conversations')).json()) as {
          conversations: { title: string }[];
        }
      ).conversations.map(({ title }) => title);
    await open();
    await page.getByRole('button', { name: 'Assistant' }).filter({ visible: true }).click();
    await page.getByRole('button', { name: 'Earlier conversations' }).click();
    const list = page.getByRole('region', { name: 'Earlier conversations' });
    await page.getByRole('button', { name: 'Rename the conversation hello' }).click();
    await page.getByLabel('Title of the conversation').fill('Greetings');
    await page.keyboard.press('Enter');
    await list.getByText('Greetings').waitFor();
    await expect.poll(titles, patience).toEqual(['what is due today', 'Greetings']);
    await page.getByRole('button', { name: 'Rename the conversation Greetings' }).click();
    await page.getByLabel('Title of the conversation').fill('given up');
    await page.keyboard.press('Escape');
    await list.getByText('Greetings').waitFor();
    await takeBack();
    await expect.poll(titles, patience).toEqual(['what is due today', 'hello']);

    await page.getByRole('button', { name: 'Delete the conversation hello' }).click();
    await list.getByText('hello').waitFor({ state: 'detached' });
    await takeBack();
    await list.getByText('hello').waitFor();
    expect(await titles()).toEqual(['what is due today', 'hello']);
    await page.getByRole('button', { name: 'Delete the conversation hello' }).click();
    await notice('Deleted the conversation “hello”').waitFor();
    await page.getByLabel('Notices').getByRole('button', { name: 'Close' }).click();
    await expect.poll(titles, patience).toEqual(['what is due today']);
    await page.getByRole('button', { name: 'Delete the conversation what is due today' }).click();
    await notice('Deleted the conversation “what is due today”').waitFor();
    await page.reload();
    await expect.poll(titles, patience).toEqual([]);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [size, viewport] of [
      ['wide', { width: 1280, height: 800 }],
      ['narrow', { width: 320, height: 640 }],
    ] as const) {
      it(`is accessible and fits, ${colorScheme} and ${size}`, async () => {
        await session.application.send('POST', '/projects', { name: 'Home', colour: 'teal' });
        await session.application.send('POST', '/projects', {
          name: 'A project with a long name',
          colour: 'red',
        });
        await session.application.send('POST', '/labels', { name: 'errand', colour: 'purple' });
        await session.application.add({ title: 'a', projectName: 'Home' });
        await open('/', { colorScheme, viewport });
        const found: string[] = [];
        const look = async (name: string) => {
          await screenshot(page, `manage-${name}-${colorScheme}-${size}`);
          found.push(...(await violations(page)).map((each) => `${name}: ${each}`));
          const isScrolledSideways = await page.evaluate(
            () =>
              document.documentElement.scrollWidth > window.innerWidth ||
              [...document.querySelectorAll('aside, dialog')].some(
                (each) => each.scrollWidth > each.clientWidth,
              ),
          );
          if (isScrolledSideways) found.push(`${name}: scrolls sideways`);
        };
        const begin = async () => {
          if (size === 'narrow') await page.getByRole('button', { name: 'Menu', exact: true }).click();
          await link('Home').hover();
        };
        await begin();
        await page.getByRole('button', { name: 'Manage Home' }).click();
        await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
        await look('menu');
        await page.getByRole('menuitem', { name: 'Name and colour' }).click();
        await dialog().getByLabel('Name').fill('');
        await page.keyboard.press('Enter');
        await dialog().getByText('Give it a name.').waitFor();
        await look('edit');
        await page.keyboard.press('Escape');
        await dialog().waitFor({ state: 'detached' });
        await begin();
        await manage('Home', 'Delete');
        await dialog().getByText('The project has 1 open task.').waitFor();
        await look('delete');
        await dialog().getByRole('button', { name: 'Delete' }).hover();
        await look('delete-hovered');
        expect(found).toEqual([]);
      });
    }
  }
});
