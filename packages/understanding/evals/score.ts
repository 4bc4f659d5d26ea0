/** `npm run understand:score [-- --errors N] [-- FILE…]`: the own cases, and other files of the same format, field by field. */

import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { answer, question } from '../command/answer.ts';
import { type Answer, comparisons, type Expected } from './compare.ts';

const own = new URL('./cases/', import.meta.url);
const { values, positionals } = parseArgs({
  options: { errors: { type: 'string', default: '0' }, only: { type: 'string' } },
  allowPositionals: true,
});
const files = [
  ...readdirSync(own)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => new URL(name, own)),
  ...positionals,
];
const scored = question.extend({ source: z.string(), expect: z.record(z.string(), z.unknown()) });

const tally = new Map<string, { right: number; all: number; wrong: string[] }>();
for (const file of files) {
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const { source, expect, ...asked } = scored.parse(JSON.parse(line));
    if (values.only !== undefined && !source.includes(values.only)) continue;
    const given = answer(asked) as Answer;
    for (const [field, expected] of Object.entries(expect)) {
      const right = comparisons[field as keyof Expected](expected as never, given);
      for (const group of [`${source} ${field}`, `OVERALL ${field}`])
        count(
          group,
          right,
          () =>
            `${JSON.stringify(asked.text)} want ${JSON.stringify(expected)} got ${JSON.stringify(field === 'noDate' ? (given.rrule ?? given.due) : (given[field as keyof Answer] ?? given.due ?? null))}`,
        );
    }
  }
}
for (const [group, { right, all, wrong }] of [...tally].sort(([a], [b]) => a.localeCompare(b))) {
  console.log(
    `${group.padEnd(44)} ${String(right).padStart(4)} / ${String(all).padEnd(4)} ${((100 * right) / all).toFixed(1)} %`,
  );
  if (!group.startsWith('OVERALL'))
    for (const one of wrong.slice(0, Number(values.errors))) console.log(`    ${one}`);
}

function count(group: string, right: boolean, describe: () => string): void {
  const entry = tally.get(group) ?? { right: 0, all: 0, wrong: [] };
  tally.set(group, entry);
  entry.all += 1;
  if (right) entry.right += 1;
  else entry.wrong.push(describe());
}
