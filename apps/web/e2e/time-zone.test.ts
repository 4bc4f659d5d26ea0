/** The account's time zone decides what is today, wherever the browser is. Its zones are 25 hours apart: never on the same day. */

import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import { listShown, patience, shownTitles } from './application.ts';
import { describeInBrowser } from './describe-in-browser.ts';

const east = 'Pacific/Kiritimati';
const west = 'Pacific/Pago_Pago';
/** The day that it is somewhere; the test may run over a midnight, so what it asks for holds after it as well. */
const dayIn = (timeZone: string) => new Date().toLocaleDateString('en-CA', { timeZone });

describeInBrowser('the time zone of the account', (session) => {
  const account = async () =>
    (await (await session.application.send('GET', '/account')).json()) as {
      timeZone: string;
      timeZoneChosen: boolean;
    };
  const count = (page: Page, view: string) =>
    page.getByRole('complementary', { name: 'Navigation' }).getByRole('link', { name: view });
  const footer = (page: Page, place: string) => page.getByText(`Times as in ${place}`);
  const shows = (page: Page, titles: readonly string[]) =>
    expect.poll(() => shownTitles(page), patience).toEqual(titles);

  beforeEach(() => session.application.clear());

  it('is that of its first browser, which no later one changes', async () => {
    expect(await account()).toMatchObject({ timeZone: 'UTC', timeZoneChosen: false });
    const first = await session.open('/', { timezoneId: east });
    await expect.poll(account, patience).toMatchObject({ timeZone: east, timeZoneChosen: true });
    await footer(first, 'Kiritimati').waitFor();
    const second = await session.application.open('/', { timezoneId: west });
    await footer(second.page, 'Kiritimati').waitFor();
    expect(await account()).toMatchObject({ timeZone: east });
    await second.context.close();
  });

  it('decides lists, counts and quick add in a browser that is a day behind, and what is asked for before React', async () => {
    await session.application.send('PATCH', '/account', { timeZone: east });
    const today = dayIn(east);
    await session.application.add({ title: 'due', due: { date: today } });
    const page = await session.open('/today', { timezoneId: west });
    await footer(page, 'Kiritimati').waitFor();
    await shows(page, ['due']);
    // In the browser's own zone it would be for later.
    expect(await count(page, 'Upcoming').textContent()).toBe('Upcoming');

    await page.getByLabel('New task').fill('Write tonight at 23:30');
    await page.locator('[data-chip]').first().waitFor();
    await page.getByLabel('New task').press('Enter');
    await expect
      .poll(() => session.application.task('Write'), patience)
      .toMatchObject({ due: { timeZone: east } });
    const at = (await session.application.task('Write'))?.due?.at ?? '';
    const there = new Date(at).toLocaleString('en-CA', { timeZone: east, hour12: false });
    expect([`${today}, 23:30:00`, `${dayIn(east)}, 23:30:00`]).toContain(there);
    await page.getByLabel('New task').fill('Plain');
    await page.getByLabel('New task').press('Enter');
    await expect
      .poll(
        async () => [today, dayIn(east)].includes((await session.application.task('Plain'))?.due?.date ?? ''),
        patience,
      )
      .toBe(true);

    // The list that the page's own script asks for is the one that is needed: there is no second one.
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname === '/api/tasks') asked.push(searchParams.get('timeZone') ?? '');
    });
    await page.reload();
    await page.locator(listShown).waitFor({ state: 'attached' });
    expect(new Set(asked)).toEqual(new Set([east]));
  });

  it('changes what is today in every open page when it is chosen in one', async () => {
    await session.application.send('PATCH', '/account', { timeZone: east });
    await session.application.add({ title: 'due', due: { date: dayIn(east) } });
    const page = await session.open('/today', { timezoneId: west });
    const other = await session.application.open('/today', { timezoneId: east });
    await shows(page, ['due']);
    await shows(other.page, ['due']);
    await page.keyboard.press(',');
    await page.getByRole('button', { name: 'Use this browser’s' }).click();
    await page.getByText('Saved.').waitFor();
    await page.keyboard.press('Escape');
    await footer(page, 'Pago Pago').waitFor();
    await shows(page, []);
    await footer(other.page, 'Pago Pago').waitFor();
    await shows(other.page, []);
    await expect.poll(() => count(other.page, 'Upcoming').textContent(), patience).toMatch(/^Upcoming1/);
    await other.context.close();
  });
});
