import * as contracts from '@todo-chatbot/contracts';
import { expect, it } from 'vitest';
import * as limits from './limits.ts';

it('has the numbers of the contract', () => {
  const { labelNamePattern, ...numbers } = limits;
  const known = contracts as unknown as Record<string, unknown>;
  expect(numbers).toEqual(Object.fromEntries(Object.keys(numbers).map((name) => [name, known[name]])));
  for (const name of ['errand', 'a b', 'a,b', 'a@b', '#a', 'a"b', 'ä-ö'])
    expect(labelNamePattern.test(name), name).toBe(contracts.labelName.safeParse(name).success);
});
