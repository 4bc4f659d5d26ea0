/** How every view looks: screenshots in light and dark, wide and narrow, and axe on each of them. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Application,
  row,
  screenshot,
  smallTargets,
  startApplication,
  violations,
} from './application.ts';
import { findBrowser, noBrowser } from './browser.ts';

const executable = findBrowser();
const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } } as const;

describe.skipIf(executable === null)(
  `the appearance${executable === null ? ` (skipped: ${noBrowser})` : ''}`,
  () => {
    let application: Application;

    beforeAll(async () => {
      application = await startApplication(executable ?? '');
      await addExamples(application);
    });
    afterAll(() => application?.stop());

    for (const size of ['wide', 'narrow'] as const) {
      for (const colorScheme of ['light', 'dark'] as const) {
        it(`is accessible in every view, ${colorScheme} and ${size}`, async () => {
          const { page, context, faults } = await application.open('/', {
            colorScheme,
            viewport: sizes[size],
          });
          const found: string[] = [];
          const look = async (name: string) => {
            await screenshot(page, `${name}-${colorScheme}-${size}`);
            found.push(...(await violations(page)).map((each) => `${name}: ${each}`));
            const isScrolledSideways = await page.evaluate(
              () => document.documentElement.scrollWidth > window.innerWidth,
            );
            if (isScrolledSideways) found.push(`${name}: scrolls sideways`);
          };
          const goTo = async (name: string) => {
            if (size === 'narrow') await page.getByRole('button', { name: 'Menu' }).click();
            await page
              .getByRole('navigation', { name: 'Views' })
              .getByRole('link', { name: new RegExp(`^${name}`) })
              .click();
            await page.getByRole('heading', { level: 1, name: name === 'calls' ? '@calls' : name }).waitFor();
            await page.locator('[aria-label="Tasks"][aria-busy="false"]').waitFor();
          };

          await row(page, 'Plan the week').waitFor();
          await page.getByLabel('New task').fill('Call Ada tomorrow 5pm p1 #Home @calls every friday');
          await page.locator('[data-chip]').first().waitFor();
          await look('quick-add');
          await page.getByLabel('New task').fill('');
          await look('all');
          await row(page, 'Renew the passport').click();
          await page.getByLabel('Add a step').waitFor();
          await look('details');
          await page.getByRole('button', { name: 'Close' }).first().click();
          await page.getByRole('button', { name: 'Select' }).click();
          await page.getByRole('checkbox', { name: 'Select Plan the week' }).check({ force: true });
          await look('selecting');
          await page.getByRole('button', { name: 'End selecting' }).click();
          for (const name of [
            'Inbox',
            'Today',
            'Upcoming',
            'Overdue',
            'Completed',
            'Home',
            'calls',
            'Search',
          ]) {
            await goTo(name);
            await look(name.toLowerCase());
          }
          await page.getByLabel('Search', { exact: true }).fill('pass');
          await row(page, 'Renew the passport').waitFor();
          await look('search-found');
          if (size === 'narrow') {
            await page.getByRole('button', { name: 'Menu' }).click();
            await page.getByRole('dialog').waitFor();
            await look('menu');
            await page.keyboard.press('Escape');
            await page.getByRole('dialog').waitFor({ state: 'detached' });
          }
          await page.getByRole('heading', { level: 1 }).click();
          await page.keyboard.press('Control+k');
          await page.getByRole('combobox', { name: 'Go to or do' }).waitFor();
          await look('palette');
          await page.keyboard.press('Escape');
          await page.getByRole('dialog').waitFor({ state: 'detached' });
          await page.getByRole('heading', { level: 1 }).click();
          await page.keyboard.press('?');
          await page.getByRole('heading', { name: 'Keyboard and quick add' }).waitFor();
          await look('help');
          expect(found).toEqual([]);
          expect(faults).toEqual([]);
          await context.close();
        });
      }
    }
    it('has room for a finger and scrolls nowhere sideways on the smallest phone', async () => {
      const { page, context, faults } = await application.open('/', {
        viewport: { width: 320, height: 640 },
        isMobile: true,
        hasTouch: true,
      });
      const found: string[] = [];
      const look = async (name: string) => {
        await screenshot(page, `${name}-smallest`);
        found.push(...(await smallTargets(page)).map((each) => `${name}: ${each}`));
        const isScrolledSideways = await page.evaluate(
          () => document.documentElement.scrollWidth > window.innerWidth,
        );
        if (isScrolledSideways) found.push(`${name}: scrolls sideways`);
      };
      await row(page, 'Plan the week').waitFor();
      await page.getByLabel('New task').fill('Call Ada tomorrow 5pm p1 #Home @calls every friday');
      await page.locator('[data-chip]').first().waitFor();
      await look('quick-add');
      await page.getByLabel('New task').fill('');
      await page.getByRole('button', { name: 'Select' }).click();
      await page.getByRole('button', { name: 'End selecting' }).waitFor();
      await look('selecting');
      await page.getByRole('button', { name: 'End selecting' }).click();
      await row(page, 'Renew the passport').click();
      await page.getByLabel('Add a step').waitFor();
      await look('details');
      await page.getByRole('button', { name: 'Close' }).first().click();
      await page.getByRole('button', { name: 'Assistant' }).click();
      await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
      await look('chat');
      await page.getByRole('button', { name: 'Close' }).first().click();
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('dialog').waitFor();
      await look('menu');
      expect(found).toEqual([]);
      expect(faults).toEqual([]);
      await context.close();
    });
  },
);

async function addExamples({ add, send, task }: Application): Promise<void> {
  const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
  await add(
    { title: 'Read “The Design of Everyday Things”', notes: 'Chapter 4 first' },
    {
      title: 'Water the plants',
      due: { date: day(2) },
      recurrence: { rrule: 'FREQ=DAILY;INTERVAL=3' },
      projectName: 'Home',
    },
    {
      title: 'Send the invoice to Mercer & Sons',
      due: { date: day(-2) },
      priority: 'p2',
      projectName: 'Work',
    },
    {
      title: 'Call New York about the contract',
      due: { at: `${day(1)}T09:00`, timeZone: 'America/New_York' },
      labels: ['calls'],
      projectName: 'Work',
    },
    { title: 'Buy a present for Ada', due: { date: day(5) }, labels: ['errands'] },
    {
      title: 'Renew the passport',
      notes: 'Two photographs, the old one, and the form.\nThe office opens at eight.',
      due: { date: day(0) },
      priority: 'p1',
      projectName: 'Home',
      labels: ['errands', 'calls'],
      subtasks: [
        { title: 'Take photographs', completed: true },
        { title: 'Fill in the form' },
        { title: 'Book an appointment' },
      ],
    },
    {
      title: 'Plan the week',
      due: { date: day(0) },
      recurrence: { rrule: 'FREQ=WEEKLY;BYDAY=MO' },
      priority: 'p3',
    },
    { title: 'Book the train to Lyon' },
  );
  const done = await task('Book the train to Lyon');
  if (done !== undefined) await send('POST', `/tasks/${done.id}/complete`);
}
