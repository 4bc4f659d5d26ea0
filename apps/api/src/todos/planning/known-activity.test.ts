import { blankTask } from '@todo-chatbot/contracts';
import { describe, expect, it } from 'vitest';
import { isKnownActivity, type ReadActivity } from './known-activity.ts';

const record = {
  ...blankTask(),
  id: 'a',
  title: 'a',
  createdAt: '',
  updatedAt: '',
  number: '1',
  dueLocal: null,
};
const filed = {
  id: 'p',
  name: 'Home',
  colour: 'grey',
  position: 1,
  createdAt: '',
  updatedAt: '',
  version: 1,
};
const filing = { type: 'project', before: filed, after: null, taskCount: 1, tasks: [{ id: 'a', place: 0 }] };
const isKnown = (change: Partial<ReadActivity>) =>
  isKnownActivity({ kind: 'updated', changes: [], filing: null, unknownColumns: [], ...change });

describe('an activity', () => {
  it('is known where it is one of tasks, of a project or of a label', () => {
    expect(
      isKnown({
        changes: [
          { before: null, after: record },
          { before: record, after: null },
        ],
      }),
    ).toBe(true);
    expect(isKnown({ kind: 'deleted', filing })).toBe(true);
    expect(isKnown({ kind: 'deleted', filing: { ...filing, type: 'label' } })).toBe(true);
    expect(isKnown({ kind: 'undone' })).toBe(true);
  });

  it.each<[string, Partial<ReadActivity>]>([
    ['a column', { unknownColumns: ['sharing'] }],
    ['a kind', { kind: 'archived' }],
    ['a type of subject', { filing: { ...filing, type: 'section' } }],
    ['a member of a subject', { filing: { ...filing, before: { ...filed, parentId: 'q' } } }],
    ['a member of what was done to a subject', { filing: { ...filing, moved: 3 } }],
    ['a member of a change', { changes: [{ before: record, after: record, attachments: ['x'] }] }],
    ['a member of a task', { changes: [{ before: { ...record, estimate: 30 }, after: null }] }],
  ])('is not where %s is new', (_what, change) => {
    expect(isKnown(change)).toBe(false);
  });

  it('is known where what is new says nothing', () => {
    expect(
      isKnown({
        changes: [{ before: { ...record, estimate: null, reminders: [], pinned: false }, after: null }],
      }),
    ).toBe(true);
  });
});
