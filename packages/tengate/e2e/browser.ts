/** Owns the browser: the Chromium or Chrome of this machine, with a profile of its own and no business of its own. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The program that `CHROMIUM` names, else the first on the path; `null` where there is none. */
export function findBrowser(): string | null {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  return candidates.find((file) => existsSync(file)) ?? null;
}

export const noBrowser = 'no Chromium or Chrome on the path and none named by CHROMIUM';

/** Every launch has a new profile in the system's temporary folder, removed when the browser closes. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, headless: true, args: quiet });
}
