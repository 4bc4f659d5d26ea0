/** Who is signed in, in a browser, where AUTH is on: signing up, in and out, the password, and personal tokens. */

import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import {
  type Application,
  listShown,
  patience,
  screenshot,
  shownTitles,
  smallTargets,
  violations,
} from './application.ts';
import { describeInBrowser } from './describe-in-browser.ts';

const password = 'three old words';
const signInShown = 'input[type="email"]';

describeInBrowser(
  'accounts',
  (session) => {
    let page: Page;

    const open = async (address = '/', options: Parameters<Application['open']>[1] = {}) => {
      page = await session.open(address, options, signInShown);
    };
    /** The same browser, signed in with a new account. */
    const openAs = async (email: string, ...parameters: Parameters<typeof open>) => {
      await open(...parameters);
      const answer = await page.request.post(`${session.application.web.url}/api/auth/sign-up`, {
        data: { email, password, timeZone: 'Europe/Berlin' },
      });
      expect(answer.status()).toBe(201);
      await page.reload();
      await page.locator(listShown).waitFor({ state: 'attached' });
    };
    const heading = (name: string) => page.getByRole('heading', { name, exact: true });
    const fill = async (email: string, secret: string) => {
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password').fill(secret);
      await page.getByLabel('Password').press('Enter');
    };
    const alert = (text: string | RegExp) => page.getByRole('alert').getByText(text);
    const openSettings = async () => {
      // A field that a person types in keeps its keys.
      await page.keyboard.press('Escape');
      await page.keyboard.press(',');
      await heading('Settings').waitFor();
    };
    const apiStatus = async (path: string, init: RequestInit = {}) =>
      (await fetch(`${session.application.web.url}${path}`, init)).status;
    const trySignIn = (email: string, secret: string) =>
      apiStatus('/api/auth/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: secret }),
      });

    it('asks to sign in, makes an account, and comes back to where one was', async () => {
      await open('/today?task=none');
      await heading('Sign in').waitFor();
      expect(await page.getByLabel('New task').count()).toBe(0);
      await page.getByRole('button', { name: 'Make an account' }).click();
      await heading('Make an account').waitFor();
      await fill('ada@example.org', 'short');
      await page.getByText('Must have at least 10 characters').waitFor();
      expect(await page.getByLabel('Password').getAttribute('aria-invalid')).toBe('true');
      await fill('ada', password);
      await page.getByText('Must be an e-mail address').waitFor();
      await fill('ada@example.org', password);
      await heading('Today').waitFor();
      expect(new URL(page.url()).pathname).toBe('/today');
      await page.goto(`${session.application.web.url}/inbox`);
      await page.getByLabel('New task').fill('Only mine');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await expect.poll(() => shownTitles(page), patience).toEqual(['Only mine']);
      await page.getByLabel('Notices').getByText('Added “Only mine”').waitFor();

      await openSettings();
      await page.getByText('Signed in as ada@example.org').waitFor();
      await page.getByRole('button', { name: 'Sign out', exact: true }).click();
      await heading('Sign in').waitFor();
      await page.goto(`${session.application.web.url}/inbox`);
      await fill('ada@example.org', 'not the password');
      await alert('The e-mail address and the password do not go together.').waitFor();
      await fill('Ada@Example.org ', password);
      await heading('Inbox').waitFor();
      await expect.poll(() => shownTitles(page), patience).toEqual(['Only mine']);
    });

    it('says that an e-mail address is taken, and how long to wait after too many attempts', async () => {
      await openAs('eve@example.org');
      await page.context().clearCookies();
      await page.reload();
      await heading('Sign in').waitFor();
      await page.getByRole('button', { name: 'Make an account' }).click();
      await fill('eve@example.org', 'another password');
      await alert(/^No account can be made with this e-mail address/).waitFor();

      // More than are allowed of one address at one account: ten.
      await Promise.all(Array.from({ length: 12 }, () => trySignIn('eve@example.org', 'wrong')));
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await fill('eve@example.org', password);
      await alert(/^Too many attempts\. Try again in \d+ (minutes?|seconds?)\.$/).waitFor();
      await page.getByLabel('E-mail').fill('somebody@example.org');
    });

    it('changes the password, and asks every other browser to sign in again', async () => {
      await openAs('bob@example.org');
      const other = await session.application.open('/', {}, signInShown);
      await other.page.getByLabel('E-mail').fill('bob@example.org');
      await other.page.getByLabel('Password').fill(password);
      await other.page.getByLabel('Password').press('Enter');
      await other.page.locator(listShown).waitFor({ state: 'attached' });

      await openSettings();
      const present = page.getByLabel('Present password');
      const wanted = page.getByLabel('New password');
      const change = page.getByRole('button', { name: 'Change password' });
      await present.fill('not it at all');
      await wanted.fill('four quite new words');
      await change.click();
      await page.getByText('Is not the present password').waitFor();
      await present.fill(password);
      await wanted.fill('short');
      await change.click();
      await page.getByText('Must have at least 10 characters').waitFor();
      await wanted.fill('four quite new words');
      await change.click();
      await page.getByText('The password is changed.').waitFor();
      expect(await present.inputValue()).toBe('');

      // Whatever the other one does next.
      await other.page.getByRole('link', { name: /^Completed/ }).click();
      await other.page.getByRole('heading', { name: 'Sign in' }).waitFor();
      expect(new URL(other.page.url()).pathname).toBe('/completed');
      expect(other.faults).toEqual([]);
      await other.context.close();
      expect(await trySignIn('bob@example.org', password)).toBe(401);
      expect(await trySignIn('bob@example.org', 'four quite new words')).toBe(200);
    });

    it('signs out by a command', async () => {
      await openAs('fay@example.org');
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Go to or do' }).fill('sign out');
      await page.getByRole('option', { name: /^Sign out/ }).waitFor();
      await page.keyboard.press('Enter');
      await heading('Sign in').waitFor();
    });

    it('signs out everywhere', async () => {
      await openAs('cyd@example.org');
      const state = await page.context().storageState();
      await openSettings();
      await page.getByRole('button', { name: 'Sign out everywhere' }).click();
      await heading('Sign in').waitFor();
      const cookie = state?.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') ?? '';
      expect(cookie).toContain('todo_session=');
      expect(await apiStatus('/api/account', { headers: { cookie } })).toBe(401);
    });

    it('makes a token, shows it once, and revokes it', async () => {
      await openAs('dan@example.org');
      await openSettings();
      await page.getByRole('checkbox', { name: 'Read tasks' }).uncheck();
      await page.getByRole('button', { name: 'Make a token' }).click();
      await alert('Choose at least one thing that it may do.').waitFor();
      await page.getByRole('checkbox', { name: 'Read tasks' }).check();
      await page.getByRole('button', { name: 'Make a token' }).click();
      await expect
        .poll(() => page.getByLabel('Name', { exact: true }).getAttribute('aria-invalid'), patience)
        .toBe('true');
      await page.getByLabel('Name', { exact: true }).fill('Backup');
      await page.getByRole('checkbox', { name: 'AI clients (MCP)' }).check();
      await page.getByLabel('Valid for').selectOption({ label: 'A year' });
      await page.getByRole('button', { name: 'Make a token' }).click();

      const token = await page.getByLabel('Token Backup').inputValue();
      expect(token).toMatch(/^todo_/);
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: 'Copy' }).click();
      await page.getByText('Copied.').waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
      const headers = { authorization: `Bearer ${token}` };
      expect(await apiStatus('/api/tasks', { headers })).toBe(200);
      expect(await apiStatus('/api/chat', { method: 'POST', headers })).toBe(403);

      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await openSettings();
      await page
        .getByRole('list', { name: 'Tokens' })
        .getByText(/^read, mcp · last used .* · valid until/)
        .waitFor();
      expect(await page.getByLabel('Token Backup').count()).toBe(0);
      await page.getByRole('button', { name: 'Revoke Backup' }).click();
      await page.getByRole('list', { name: 'Tokens' }).waitFor({ state: 'detached' });
      expect(await apiStatus('/api/tasks', { headers })).toBe(401);
    });

    for (const colorScheme of ['light', 'dark'] as const) {
      it(`is accessible down to a phone of 320 px, ${colorScheme}`, async () => {
        const found: string[] = [];
        const look = async (name: string) => {
          await screenshot(page, `${name}-${colorScheme}`);
          found.push(...(await violations(page)).map((each) => `${name}: ${each}`));
          if (name.endsWith('phone'))
            found.push(...(await smallTargets(page)).map((each) => `${name}: ${each}`));
          const isSideways = await page.evaluate(() => {
            const dialog = document.querySelector('dialog');
            return [document.documentElement, ...(dialog ? [dialog] : [])].some(
              ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
            );
          });
          if (isSideways) found.push(`${name}: scrolls sideways`);
        };
        for (const [size, device] of [
          ['wide', { viewport: { width: 1280, height: 900 } }],
          ['phone', { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true }],
        ] as const) {
          const email = `${size}.${colorScheme}.with.a.rather.long.address@example.org`;
          await open('/', { colorScheme, ...device });
          await look(`sign-in-${size}`);
          await fill('nobody@example.org', 'wrong');
          await alert(/do not go together/).waitFor();
          await look(`sign-in-refused-${size}`);
          await page.getByRole('button', { name: 'Make an account' }).click();
          await fill(email, 'short');
          await page.getByText('Must have at least 10 characters').waitFor();
          await look(`sign-up-refused-${size}`);
          await fill(email, password);
          await page.locator(listShown).waitFor({ state: 'attached' });
          await openSettings();
          await page.getByText(`Signed in as ${email}`).waitFor();
          await page.getByLabel('Name', { exact: true }).fill('Script on my laptop');
          await page.getByRole('button', { name: 'Make a token' }).click();
          await page.getByLabel('Token Script on my laptop').waitFor();
          await page.getByRole('button', { name: 'Make an address' }).click();
          await page.getByLabel('Address of the calendar feed').waitFor();
          await page.getByLabel('File to import').setInputFiles({
            name: 'tasks.csv',
            mimeType: 'text/csv',
            buffer: Buffer.from('title,priority\nGood,p1\nBad,p9\n'),
          });
          await page.getByText('1 row cannot be read, so nothing is imported:').waitFor();
          await look(`settings-${size}`);
          for (const name of ['Appearance', 'Calendar feed', 'Personal tokens', 'Import']) {
            await heading(name).scrollIntoViewIfNeeded();
            await page
              .getByRole('region', { name })
              .evaluate((element) => element.scrollIntoView({ block: 'start' }));
            await screenshot(page, `settings-${name.toLowerCase().replace(' ', '-')}-${size}-${colorScheme}`);
          }
          await page.context().close();
        }
        expect(found).toEqual([]);
      });
    }
  },
  { AUTH: 'on' },
);
