import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { variables as webVariables } from '../../web/server/config.ts';
import { readConfig, variables } from './config.ts';

const example = readFileSync(join(import.meta.dirname, '../../../.env.example'), 'utf8');
const lines = [...example.matchAll(/^(#?)([A-Z][A-Z0-9_]*)=(.*)$/gm)];

it('the example of the environment names every variable that is read, and no other', () => {
  const named = lines.map(([, , name]) => name);
  expect([...new Set(named)].sort()).toEqual([...new Set([...variables, ...webVariables])].sort());
  expect(named.length).toBe(new Set(named).size);
});

it('the example gives the defaults', () => {
  const set = Object.fromEntries(
    lines.filter(([, comment]) => comment === '').map(([, , name, value]) => [name, value]),
  );
  const hostname = 'machine';
  expect(readConfig({ env: set, hostname })).toEqual(readConfig({ env: {}, hostname }));
});
