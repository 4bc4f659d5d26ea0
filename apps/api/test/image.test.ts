import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const dockerfile = readFileSync(
  join(import.meta.dirname, '../../../deploy/docker/Dockerfile.backend'),
  'utf8',
);
const argumentsOf = (pattern: RegExp): string[] => JSON.parse(pattern.exec(dockerfile)?.[1] ?? '');

it('the image compiles ahead with the flags it runs with: V8 takes compiled code for no others', () => {
  const runs = argumentsOf(/^ENTRYPOINT (\[.*\])$/m);
  const compiles = argumentsOf(/^RUN (\[.*"version"\])$/m);
  expect(runs.filter((argument) => argument.startsWith('--')).length).toBeGreaterThan(0);
  expect(compiles).toEqual([...runs.slice(0, -1), '--random-seed=1', ...runs.slice(-1), 'version']);
});
