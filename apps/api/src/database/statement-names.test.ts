import { expect, it } from 'vitest';
import { createStatementNames, unnamed } from './statement-names.ts';

const url = 'postgresql://u@db/tasks';
const failure = (code: string) => Object.assign(new Error('refused'), { code });

it('gives each text its own name, and the same one again', () => {
  const names = createStatementNames(url);
  const first = names.of('select 1');
  expect(names.of('select 2')).not.toBe(first);
  expect(names.of('select 1')).toBe(first);
});

it('keeps a limited number of texts', () => {
  const names = createStatementNames(url);
  const given = Array.from({ length: 1000 }, (_, index) => names.of(`select ${index}`)).filter(Boolean);
  expect(given.length).toBe(200);
});

it('gives none to a text that is planned anew each time', () => {
  expect(createStatementNames(url).of(`${unnamed}select 1`)).toBeNull();
});

it('gives none behind a pooler that does not keep them', () => {
  expect(createStatementNames(`${url}?pgbouncer=true`).of('select 1')).toBeNull();
  const names = createStatementNames(url);
  expect(names.refused(failure('23505'))).toBe(false);
  expect(names.of('select 1')).not.toBeNull();
  expect(names.refused(failure('26000'))).toBe(true);
  expect(names.of('select 1')).toBeNull();
});
