/** `npm run bench:understanding`: lines a second through the command, and microseconds a line of quick add. Fails below 1,000 lines a second. */

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseQuickAdd } from '../src/quick-add.ts';

const cases = new URL('../evals/cases/', import.meta.url);
const lines = readdirSync(cases).flatMap((name) =>
  readFileSync(new URL(name, cases), 'utf8').split('\n').filter(Boolean),
);
const input = Array.from({ length: Math.ceil(10_000 / lines.length) }, () => lines).flat();

const started = performance.now();
const { status, stdout } = spawnSync(
  process.execPath,
  [fileURLToPath(new URL('../command/understand.ts', import.meta.url))],
  {
    input: `${input.join('\n')}\n`,
    maxBuffer: 64 * 1024 * 1024,
  },
);
const seconds = (performance.now() - started) / 1000;
const answered = stdout.toString().trim().split('\n').length;
const rate = answered / seconds;
console.log(
  `understand: ${answered} lines in ${seconds.toFixed(2)} s, start included: ${Math.round(rate)} lines a second`,
);

const texts = lines.map((line) => (JSON.parse(line) as { text: string }).text);
const said = { now: '2026-11-18T10:00:00', timeZone: 'Asia/Karachi' };
const times = texts.flatMap((text) => {
  const before = performance.now();
  parseQuickAdd(text, said);
  return [performance.now() - before];
});
times.sort((a, b) => a - b);
const at = (share: number) => Math.round(1000 * (times[Math.floor(share * (times.length - 1))] ?? 0));
console.log(
  `parseQuickAdd: median ${at(0.5)} µs, p99 ${at(0.99)} µs, worst ${at(1)} µs over ${times.length} lines`,
);
if (status !== 0 || answered !== input.length || rate < 1000) process.exitCode = 1;
