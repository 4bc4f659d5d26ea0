import { expect, it } from 'vitest';
import { type Filed, planFilingUndo } from './plan-filing-undo.ts';

const base: Filed = {
  id: '0198c0de-0000-4000-8000-000000000001',
  name: 'Home',
  colour: 'grey',
  position: 0,
  createdAt: '2026-11-20T12:00:00.000Z',
  updatedAt: '2026-11-20T12:00:00.000Z',
  version: 1,
};
const plan = (before: Filed | null, after: Filed | null, current: Filed | null) =>
  planFilingUndo({ type: 'project', before, after }, current);

it('puts back what a change changed, and leaves what others changed since', () => {
  const after = { ...base, name: 'House', version: 2 };
  const current = { ...after, colour: 'red', version: 3 } as const;
  expect(plan(base, after, current)).toEqual({
    status: 'change',
    id: base.id,
    version: 3,
    changes: { name: 'Home' },
  });
});

it('has nothing to put back where others have done the same, and does not overwrite what they did instead', () => {
  const after = { ...base, name: 'House' };
  expect(plan(base, after, base)).toMatchObject({ status: 'change', changes: {} });
  expect(plan(base, after, { ...base, name: 'Villa' })).toEqual({ status: 'conflict', name: 'Villa' });
  expect(plan(base, after, null)).toEqual({ status: 'conflict', name: 'House' });
});

it('of a creation takes away only what nobody touched', () => {
  expect(plan(null, base, { ...base, version: 4 })).toEqual({ status: 'remove', id: base.id, version: 4 });
  expect(plan(null, base, { ...base, colour: 'red' })).toMatchObject({ status: 'conflict' });
  expect(plan(null, base, null)).toEqual({ status: 'nothing-left' });
});

it('of a deletion brings it back', () => {
  expect(plan(base, null, null)).toEqual({ status: 'restore', value: base });
  expect(plan(base, null, base)).toMatchObject({ status: 'conflict' });
});
