/**
 * Measures the production build by Lighthouse, for a desktop and for a phone: `npm run lighthouse --workspace apps/web` after
 * `npm run build`. Prints one line each, of the run in the middle of `RUNS` (3) ones by performance: a single one says as much
 * about what else the machine does. Exit code 1 where performance, accessibility or best practices are below 95.
 * Lighthouse is fetched when it is asked for: nothing else needs its packages.
 */

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { findBrowser, noBrowser } from './browser.ts';
import { shipWeb, startApi, startWeb } from './processes.ts';

const version = '12.8.2';
const wanted = 95;
const categories = ['performance', 'accessibility', 'best-practices'] as const;
const runs = Number(process.env.RUNS ?? 3);
const flags =
  '--headless --no-sandbox --disable-gpu --disable-background-networking --disable-sync --no-first-run';

const browser = findBrowser();
if (browser === null) throw new Error(noBrowser);
const directory = await mkdtemp(path.join(tmpdir(), 'todo-lighthouse-'));
const api = await startApi({ dataDirectory: path.join(directory, 'pglite') });
const web = await startWeb({ entry: await shipWeb(path.join(directory, 'web')), backend: api.url });
try {
  for (let number = 1; number <= 30; number++) {
    await fetch(`${api.url}/api/tasks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: `Task ${number}`, priority: 'p2', labels: ['errands'] }),
    });
  }
  for (const form of ['desktop', 'phone'] as const) {
    const measured: Awaited<ReturnType<typeof measure>>[] = [];
    for (let run = 0; run < runs; run++) measured.push(await measure(form, browser));
    measured.sort((one, other) => (one.scores.performance ?? 0) - (other.scores.performance ?? 0));
    const { scores, times } = measured[Math.floor(measured.length / 2)] ?? { scores: {}, times: [] };
    const all = measured.map((each) => each.scores.performance).join(' ');
    const said = [...categories.map((name) => `${name} ${scores[name]}`), ...times];
    process.stdout.write(`${form}: ${said.join(', ')} (performance of all runs: ${all})\n`);
    if (categories.some((name) => (scores[name] ?? 0) < wanted)) process.exitCode = 1;
  }
} finally {
  await web.stop();
  await api.stop();
  await rm(directory, { recursive: true, force: true });
}

async function measure(
  form: 'desktop' | 'phone',
  executable: string,
): Promise<{ scores: Record<string, number>; times: string[] }> {
  const output = path.join(directory, `${form}.json`);
  await promisify(execFile)(
    'npx',
    [
      '--yes',
      `lighthouse@${version}`,
      `${web.url}/`,
      '--quiet',
      '--output=json',
      `--output-path=${output}`,
      `--only-categories=${categories.join(',')}`,
      `--chrome-flags=${flags}`,
      ...(form === 'desktop' ? ['--preset=desktop'] : []),
    ],
    { env: { ...process.env, CHROME_PATH: executable }, timeout: 300_000 },
  );
  const report = JSON.parse(await readFile(output, 'utf8')) as {
    categories: Record<string, { score: number | null }>;
    audits: Record<string, { displayValue?: string }>;
    environment: { benchmarkIndex: number };
  };
  const scores = Object.fromEntries(
    Object.entries(report.categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]),
  );
  const times = [
    'first-contentful-paint',
    'largest-contentful-paint',
    'total-blocking-time',
    'cumulative-layout-shift',
  ];
  return {
    scores,
    times: [
      ...times.map((name) => `${name} ${report.audits[name]?.displayValue}`),
      // Lighthouse's own measure of the machine: scores from one that is slow or busy say little of the page.
      `CPU index ${Math.round(report.environment.benchmarkIndex)}`,
    ],
  };
}
