/** The report in a browser: how it looks in light, dark, narrow and on paper, and that it needs nothing but itself. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunRecord } from '../src/model/run-record.ts';
import { compareRuns } from '../src/report/compare-runs.ts';
import { exampleProof } from '../src/report/example-proof.ts';
import { exampleRun } from '../src/report/example-run.ts';
import { renderHtmlComparison } from '../src/report/html-comparison.ts';
import { renderHtmlReport } from '../src/report/html-report.ts';
import { findBrowser, launchBrowser, noBrowser } from './browser.ts';

const executable = findBrowser();
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** Where a person can look at what the test saw. */
const pictures = path.join(import.meta.dirname, '../dist/report-pictures');
const runs: Readonly<Record<string, RunRecord>> = { proof: exampleProof(), failed: failedRun() };
const pages: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, renderHtmlReport(run)])),
  comparison: renderHtmlComparison(compareRuns(slower(exampleProof()), exampleProof())),
};

describe.skipIf(executable === null)(
  `the page${executable === null ? ` (skipped: ${noBrowser})` : ''}`,
  () => {
    let browser: Browser;
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'tengate-report-'));
      await mkdir(pictures, { recursive: true });
      for (const [name, html] of Object.entries(pages))
        await writeFile(path.join(folder, `${name}.html`), html);
      browser = await launchBrowser(executable ?? '');
    });
    afterAll(async () => {
      await browser?.close();
      await rm(folder, { recursive: true, force: true });
    });

    /** Opens a page, uses it, and asserts that it asked for nothing and reported no error. */
    const open = async (name: string, options: BrowserContextOptions, use: (page: Page) => Promise<void>) => {
      // The page forbids every script; axe is one.
      const context = await browser.newContext({
        viewport: { width: 1080, height: 900 },
        bypassCSP: true,
        ...options,
      });
      try {
        const page = await context.newPage();
        const asked: string[] = [];
        const faults: string[] = [];
        page.on('request', (request) => asked.push(request.url()));
        page.on('pageerror', (error) => faults.push(String(error)));
        page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
        const address = pathToFileURL(path.join(folder, `${name}.html`)).href;
        await page.goto(address);
        await use(page);
        expect(asked).toEqual([address]);
        expect(faults).toEqual([]);
      } finally {
        await context.close();
      }
    };

    const looks: readonly (readonly [look: string, options: BrowserContextOptions])[] = [
      ['light', { colorScheme: 'light' }],
      ['dark', { colorScheme: 'dark' }],
      ['narrow', { colorScheme: 'light', viewport: { width: 390, height: 800 } }],
    ];
    for (const name of Object.keys(pages))
      it.each(looks)(`of the ${name} is accessible and fits in %s`, (look, options) =>
        open(name, options, async (page) => {
          await page.screenshot({ path: path.join(pictures, `${name}-${look}.png`), fullPage: true });
          expect(await violations(page)).toEqual([]);
          expect(await widerThanPage(page)).toEqual([]);
        }),
      );

    for (const name of Object.keys(runs))
      it(`of the ${name} prints on white with every number open`, () =>
        open(name, { colorScheme: 'dark', viewport: { width: 718, height: 1000 } }, async (page) => {
          await page.emulateMedia({ media: 'print' });
          await page.screenshot({ path: path.join(pictures, `${name}-print.png`), fullPage: true });
          const pdf = await page.pdf({ path: path.join(pictures, `${name}.pdf`), preferCSSPageSize: true });
          expect(pdf.byteLength).toBeGreaterThan(10_000);
          expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
            'rgb(255, 255, 255)',
          );
          const table = page.locator('#gate-1-container-build details:not(.raw) table');
          expect(await table.evaluate((element) => element.getBoundingClientRect().height)).toBeGreaterThan(
            20,
          );
          expect(await widerThanPage(page)).toEqual([]);
        }));

    it('has one picture of each timeline that a screen reader is told in words', () =>
      open('proof', {}, async (page) => {
        const chart = page.getByRole('img', { name: /^Load during the upgrades/ });
        expect(await chart.count()).toBe(1);
        expect(await chart.getAttribute('aria-label')).toContain('failed requests: none');
        const lines = chart.locator('path.line');
        expect(await lines.count()).toBe(2);
        for (const line of await lines.all())
          expect(await line.evaluate((path) => (path as SVGPathElement).getTotalLength())).toBeGreaterThan(
            100,
          );
      }));

    it('shows what a record holds as text, whatever it is', () =>
      open('failed', {}, async (page) => {
        expect(await page.locator('script, img').count()).toBe(0);
        expect(await page.getByText('<img src=x onerror=alert(1)>').count()).toBeGreaterThan(0);
      }));
  },
);

async function violations(page: Page): Promise<string[]> {
  for (const summary of await page.locator('summary').all()) await summary.click();
  await page.addScriptTag({ path: axe });
  return page.evaluate(async () => {
    type Result = { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] };
    const { axe } = globalThis as unknown as { axe: { run(): Promise<Result> } };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
    );
  });
}

/** What would need a scroll bar. */
function widerThanPage(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map((element) => `${element.tagName} ${element.textContent?.slice(0, 60)}`),
  );
}

/** The same run with every number larger, and every sentence another one. */
function slower(run: RunRecord): RunRecord {
  const before = (value: RunRecord['gates'][number]['measurements'][number]['value']) =>
    typeof value === 'number'
      ? value * 1.25
      : typeof value === 'string'
        ? `${value}, which at that time took a whole sentence to say and not one word`
        : value;
  return {
    ...run,
    id: '20261119T000000000Z-prove',
    gates: run.gates.map((gate) => ({
      ...gate,
      measurements: gate.measurements.map((one) => ({ ...one, value: before(one.value) })),
    })),
  };
}

/** Failures of every kind, and texts that would be markup if they were not escaped. */
function failedRun(): RunRecord {
  const nasty = '<img src=x onerror=alert(1)>"\'&';
  const run = exampleRun();
  return {
    ...run,
    application: nasty,
    gates: run.gates.map((gate) =>
      gate.gate !== 2
        ? gate
        : {
            ...gate,
            summary: `1 Warning event ${nasty}`,
            evidence: [
              ...gate.evidence,
              {
                kind: 'timeline',
                subject: nasty,
                data: { title: nasty, from: 0, to: 0, series: [], events: [] },
              },
              {
                kind: 'recoveries',
                subject: nasty,
                data: [
                  { name: nasty, seconds: null, boundSeconds: 90, failedRequests: 812 },
                  { name: 'api pod deleted', seconds: 104.2, boundSeconds: 90, failedRequests: 3 },
                  { name: 'web pod deleted', seconds: 4.1, boundSeconds: 90, failedRequests: 0 },
                ],
              },
              {
                kind: 'differences',
                subject: nasty,
                data: [{ object: 'Deployment/api', path: nasty, expected: '2', actual: 'x'.repeat(300) }],
              },
            ],
          },
    ),
  };
}
