/** Owns the frame of a file of browser tests: one application for all of them, a page for each, and that none leaves a fault. */

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { type Application, type Opened, startApplication } from './application.ts';
import { findBrowser, noBrowser } from './browser.ts';

export type Session = {
  /** Started before the first test. */
  readonly application: Application;
  /** @returns the page of this test, closed after it */
  open(...parameters: Parameters<Application['open']>): Promise<Page>;
};

/** @param apiEnv what the API is told beside where its data lies */
export function describeInBrowser(
  subject: string,
  tests: (session: Session) => void,
  apiEnv: Readonly<Record<string, string>> = {},
): void {
  const executable = findBrowser();
  const name = executable === null ? `${subject} (skipped: ${noBrowser})` : subject;
  describe.skipIf(executable === null)(name, () => {
    let application: Application | undefined;
    let opened: Opened | undefined;

    beforeAll(async () => {
      application = await startApplication(executable ?? '', apiEnv);
    });
    afterAll(() => application?.stop());
    afterEach(async () => {
      await opened?.context.close();
      expect(opened?.faults ?? []).toEqual([]);
    });

    const started = (): Application => {
      if (application === undefined) throw new Error('the application starts before the first test');
      return application;
    };
    tests({
      get application() {
        return started();
      },
      async open(...parameters) {
        opened = await started().open(...parameters);
        return opened.page;
      },
    });
  });
}
