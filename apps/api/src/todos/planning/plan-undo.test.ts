import { randomUUID } from 'node:crypto';
import { blankTask, taskChanges } from '@todo-chatbot/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentKeys, type TaskRecord } from '../task-record.ts';
import { planChange } from './plan-change.ts';
import { planUndo } from './plan-undo.ts';

const now = Temporal.Instant.from('2026-11-20T12:00:00Z');
const context = { now, timeZone: 'UTC', newId: randomUUID };

const base: TaskRecord = {
  ...blankTask(),
  id: randomUUID(),
  title: 'a',
  createdAt: '2026-11-20T10:00:00.000Z',
  updatedAt: '2026-11-20T10:00:00.000Z',
  number: '1',
  dueLocal: null,
};

function changed(record: TaskRecord, changes: object): TaskRecord {
  const plan = planChange(record, taskChanges.parse(changes), context);
  if (plan.status !== 'planned') throw new Error(plan.detail);
  return plan.record;
}
function content(record: TaskRecord | null) {
  return record === null ? null : Object.fromEntries(contentKeys.map((key) => [key, record[key]]));
}

const oneChange = fc.oneof(
  fc.record({ title: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ notes: fc.constantFrom(null, 'n', 'm') }),
  fc.record({ priority: fc.constantFrom('p1', 'p4') }),
  fc.record({ completed: fc.boolean() }),
  fc.record({ labels: fc.subarray(['x', 'y', 'z']) }),
  fc.record({
    due: fc.constantFrom(null, { date: '2026-11-20' }, { at: '2026-12-01T09:00', timeZone: 'Asia/Karachi' }),
  }),
  fc.record({
    due: fc.constantFrom({ date: '2026-11-20' }, { at: '2026-12-01T09:00', timeZone: 'Asia/Karachi' }),
    recurrence: fc.constantFrom(null, { rrule: 'FREQ=DAILY' }, { rrule: 'FREQ=WEEKLY;COUNT=2' }),
  }),
);
const changesBefore = fc.array(oneChange, { maxLength: 4 });

const reached = (changes: readonly object[]) => changes.reduce(changed, base);

describe('undo', () => {
  it('brings back exactly what was, when nothing came after', () => {
    fc.assert(
      fc.property(changesBefore, oneChange, (history, change) => {
        const before = reached(history);
        const after = changed(before, change);
        const plan = planUndo({ before, after }, after, now);
        if (plan.status !== 'planned') throw new Error('a conflict with nobody');
        expect(content(plan.change.after)).toEqual(content(before));
      }),
    );
  });

  it('of the latest, one after the other, leads back to the beginning', () => {
    fc.assert(
      fc.property(fc.array(oneChange, { maxLength: 8 }), (changes) => {
        const steps: { before: TaskRecord; after: TaskRecord }[] = [];
        let current = base;
        for (const change of changes) {
          const after = changed(current, change);
          steps.push({ before: current, after });
          current = after;
        }
        for (const step of steps.reverse()) {
          const plan = planUndo(step, current, now);
          if (plan.status !== 'planned' || plan.change.after === null)
            throw new Error('a conflict with nobody');
          current = plan.change.after;
        }
        expect(content(current)).toEqual(content(base));
      }),
    );
  });

  it('keeps what others changed since, and otherwise takes nothing back', () => {
    fc.assert(
      fc.property(changesBefore, oneChange, oneChange, (history, mine, theirs) => {
        const before = reached(history);
        const after = changed(before, mine);
        const current = changed(after, theirs);
        const plan = planUndo({ before, after }, current, now);
        if (plan.status === 'conflict') return;
        const result = plan.change.after;
        if (result === null) throw new Error('undo of a change deletes nothing');
        for (const key of contentKeys) {
          const touched = JSON.stringify(before[key]) !== JSON.stringify(after[key]);
          expect(result[key]).toEqual(touched ? before[key] : current[key]);
        }
        expect(result.recurrence === null || result.due !== null).toBe(true);
        expect(result.completed).toBe(result.completedAt !== null);
      }),
    );
  });

  it('says so when others changed the same', () => {
    const after = changed(base, { title: 'mine' });
    const current = changed(after, { title: 'theirs' });
    expect(planUndo({ before: base, after }, current, now)).toEqual({ status: 'conflict', title: 'theirs' });
  });

  it('of a creation deletes only what nobody has touched, and of a deletion brings it back', () => {
    expect(planUndo({ before: null, after: base }, base, now)).toMatchObject({
      status: 'planned',
      change: { before: base, after: null },
    });
    expect(planUndo({ before: null, after: base }, changed(base, { title: 'b' }), now).status).toBe(
      'conflict',
    );
    const restored = planUndo({ before: base, after: null }, null, now);
    expect(restored).toMatchObject({
      change: { before: null, after: { id: base.id, number: '1', version: 2 } },
    });
  });
});
