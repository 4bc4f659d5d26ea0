/** What a person does in the chat, in a browser, with the built-in assistant. */

import type { Page, Route } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import { type Application, patience, screenshot, shownTitles, violations } from './application.ts';
import { describeInBrowser } from './describe-in-browser.ts';

const narrow = { width: 390, height: 844 };

describeInBrowser('the chat', (session) => {
  let page: Page;

  const open = async (...parameters: Parameters<Application['open']>) => {
    page = await session.open(...parameters);
  };
  const field = () => page.getByLabel('Message to the assistant');
  const log = () => page.getByRole('log', { name: 'Conversation' });
  const idle = () => page.locator('[role="log"][aria-busy="false"]').waitFor();
  const say = async (text: string) => {
    await field().fill(text);
    await field().press('Enter');
  };
  const shows = (titles: string[]) => expect.poll(() => shownTitles(page), patience).toEqual(titles);

  beforeEach(() => session.application.clear());

  it('adds a task, answers a question, and is there again after a reload', async () => {
    await open();
    await page.getByText('Nothing here yet').waitFor();
    await page.keyboard.press('c');
    await page.getByRole('button', { name: 'What is due this week?' }).waitFor();
    await say('Buy milk tomorrow at 5pm p1');
    await log().getByRole('region', { name: 'Added' }).getByText('Buy milk').waitFor();
    await shows(['Buy milk']);
    await idle();
    await say('What are my tasks?');
    await log().getByText('You have one pending task').waitFor();
    await idle();

    const address = new URL(page.url());
    expect(address.searchParams.get('chat')).toMatch(/^[0-9a-f-]{36}$/);
    await page.reload();
    await log().getByRole('region', { name: 'Added' }).getByText('Buy milk').waitFor();
    await log().getByText('You have one pending task').waitFor();

    // It stays while the list becomes another one, and is found again among the earlier ones.
    await page.getByRole('link', { name: /^Today/ }).click();
    await page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
    await log().getByText('You have one pending task').waitFor();
    await page.getByRole('button', { name: 'New conversation' }).click();
    await page.getByRole('button', { name: 'What is due this week?' }).waitFor();
    await page.getByRole('button', { name: 'Earlier conversations' }).click();
    await page.getByRole('button', { name: /^Buy milk tomorrow at 5pm p1/ }).click();
    await log().getByText('You have one pending task').waitFor();
    await field().fill('not sent yet');
    await page.keyboard.press('Escape');
    await log().waitFor({ state: 'detached' });
    await page.keyboard.press('c');
    await log().getByText('You have one pending task').waitFor();
    expect(await field().inputValue()).toBe('not sent yet');
  });

  it('says on a phone in full where what is written goes', async () => {
    await open('/?chat=new', { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true });
    const subtitle = page.getByText('Built in, nothing leaves this server');
    await subtitle.waitFor();
    const cutOff = await subtitle.evaluate(
      ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
        scrollWidth > clientWidth || scrollHeight > clientHeight,
    );
    expect(cutOff).toBe(false);
  });

  it('deletes only what was approved', async () => {
    await session.application.add('Buy milk', 'File taxes', 'Pay taxes');
    await open();
    await shows(['Pay taxes', 'File taxes', 'Buy milk']);
    await page.keyboard.press('c');
    await say('delete everything about taxes');
    const question = () => log().getByRole('group', { name: 'Delete 2 tasks?' });
    await question().getByText('File taxes').waitFor();
    await idle();
    await screenshot(page, 'chat-approval-light-wide');
    expect(await violations(page)).toEqual([]);
    await question().getByRole('button', { name: 'Reject' }).click();
    await log().getByText('Left as it was', { exact: true }).waitFor();
    await idle();
    expect((await session.application.tasks()).map(({ title }) => title)).toHaveLength(3);

    await say('delete everything about taxes');
    // The question outlives the page.
    await question().waitFor();
    await idle();
    await page.reload();
    await question().getByRole('button', { name: 'Approve' }).click();
    await log().getByRole('region', { name: 'Deleted' }).getByText('Pay taxes').waitFor();
    await shows(['Buy milk']);
  });

  it('can be stopped, says what was interrupted and tries it again without doing it twice', async () => {
    await open();
    await page.getByText('Nothing here yet').waitFor();
    await page.keyboard.press('c');
    // The first is held until it is stopped, the second breaks off, the third has no server, the rest pass.
    const answers: ((route: Route) => Promise<void>)[] = [
      () => Promise.resolve(),
      (route) => route.fulfill({ contentType: 'text/event-stream', body: brokenReply }),
      (route) => route.abort(),
    ];
    await page.route('**/api/chat', (route) => answers.shift()?.(route) ?? route.continue());
    await say('Buy milk');
    await page.getByRole('button', { name: 'Stop' }).click();
    const again = () => log().getByRole('button', { name: 'Try again' });
    await again().click();
    await log().getByText('The built-in assistant answers instead.').waitFor();
    await log().getByText('This reply was interrupted.').waitFor();
    expect(await violations(page)).toEqual([]);
    await again().click();
    await log().getByRole('alert').getByText('The server cannot be reached.').waitFor();
    expect(await violations(page)).toEqual([]);
    await again().click();
    await log().getByRole('region', { name: 'Added' }).getByText('Buy milk').waitFor();
    await shows(['Buy milk']);
    await again().waitFor({ state: 'detached' });
    expect(await log().getByRole('listitem').filter({ hasText: 'You: Buy milk' }).count()).toBe(1);
  });

  it('goes on from what the API has: a whole reply is read, one cut off is continued', async () => {
    await open();
    await page.getByText('Nothing here yet').waitFor();
    await page.keyboard.press('c');
    const card = () => log().getByRole('region', { name: 'Added' });
    const again = () => log().getByRole('button', { name: 'Try again' });
    // The reply is written, its end does not arrive.
    await page.route(
      '**/api/chat',
      async (route) => {
        const response = await route.fetch();
        const [beginning] = (await response.text()).split('\n\n');
        await route.fulfill({ response, body: `${beginning}\n\n` });
      },
      { times: 1 },
    );
    await say('Buy milk');
    await log().getByText('This reply was interrupted.').waitFor();
    expect(await card().count()).toBe(0);
    await again().click();
    await card().getByText('Buy milk').waitFor();
    await shows(['Buy milk']);

    // As if the replica that wrote it had gone before its end, at the reload and when it is tried again.
    await page.route(
      '**/api/conversations/*',
      async (route) => {
        const response = await route.fetch();
        const conversation = (await response.json()) as { messages: { metadata: { status: string } }[] };
        const reply = conversation.messages.at(-1);
        if (reply !== undefined) reply.metadata.status = 'interrupted';
        await route.fulfill({ response, json: conversation });
      },
      { times: 2 },
    );
    await page.reload();
    await log().getByText('This reply was interrupted.').waitFor();
    await again().click();
    await again().waitFor({ state: 'detached' });
    await log().getByText('Added “Buy milk”').waitFor();
    await expect.poll(() => card().count(), patience).toBe(1);
    await shows(['Buy milk']);
    expect(await session.application.tasks()).toHaveLength(1);
  });

  it('has a reply written to its end when the panel is closed', async () => {
    await open();
    await page.getByText('Nothing here yet').waitFor();
    await page.keyboard.press('c');
    const closed = Promise.withResolvers<void>();
    await page.route('**/api/chat', async (route) => {
      await closed.promise;
      await route.continue();
    });
    await say('Buy milk');
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await page.keyboard.press('Escape');
    await log().waitFor({ state: 'detached' });
    closed.resolve();
    await shows(['Buy milk']);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`is accessible and fits a phone, ${colorScheme}`, async () => {
      await session.application.add('Pay taxes');
      for (const [size, viewport] of [
        ['wide', { width: 1280, height: 800 }],
        ['narrow', narrow],
      ] as const) {
        await open('/', { colorScheme, viewport });
        await page.getByRole('button', { name: 'Assistant' }).filter({ visible: true }).click();
        await page.getByText('nothing leaves this server').waitFor();
        await screenshot(page, `chat-start-${colorScheme}-${size}`);
        expect(await violations(page)).toEqual([]);
        await say('Call Ada tomorrow at 5pm');
        await log().getByRole('region', { name: 'Added' }).waitFor();
        await idle();
        await say('delete the taxes task');
        await log().getByRole('group', { name: 'Delete this task?' }).getByText('Pay taxes').waitFor();
        await idle();
        await screenshot(page, `chat-${colorScheme}-${size}`);
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(
          true,
        );
        await page.getByRole('button', { name: 'Earlier conversations' }).click();
        await page
          .getByRole('button', { name: /^Call Ada/ })
          .first()
          .waitFor();
        await screenshot(page, `chat-list-${colorScheme}-${size}`);
        expect(await violations(page)).toEqual([]);
        await page.context().close();
      }
    });
  }
});

/** A reply of which the end is missing, after a hosted model had failed. */
const brokenReply = [
  { type: 'start', messageId: 'broken', messageMetadata: { status: 'streaming' } },
  {
    type: 'data-notice',
    data: { kind: 'fallback', text: 'The model could not answer. The built-in assistant answers instead.' },
  },
  { type: 'text-start', id: 't' },
  { type: 'text-delta', id: 't', delta: 'I will' },
]
  .map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`)
  .join('');
