import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { chart } from './render-chart.ts';

type Schema = { readonly [key: string]: unknown };

const schema = JSON.parse(readFileSync(path.join(chart, 'values.schema.json'), 'utf8')) as Schema;

test('every object that has known properties is closed', () => {
  const open = walk(schema, '#').filter(([, node]) => 'properties' in node && node.type === 'object');
  expect(open.length).toBeGreaterThan(30);
  expect(open.filter(([, node]) => node.additionalProperties !== false).map(([where]) => where)).toEqual([]);
});

function walk(node: unknown, where: string): readonly (readonly [string, Schema])[] {
  if (typeof node !== 'object' || node === null) return [];
  const here = Array.isArray(node) ? [] : [[where, node as Schema] as const];
  return [...here, ...Object.entries(node).flatMap(([key, child]) => walk(child, `${where}/${key}`))];
}
