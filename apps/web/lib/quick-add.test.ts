import { newTask, type Priority } from '@todo-chatbot/contracts';
import { describe, expect, it } from 'vitest';
import { loadReader, moveSpans, plainLine, taskOf } from './quick-add.ts';
import type { View } from './views.ts';
import { toInstant } from './wall-clock.ts';

const now = '2026-11-20T12:00:00Z';
const home = { id: '0195a2f1-0000-4000-8000-000000000001', name: 'Home' };

async function read(text: string, view: View = { kind: 'all' }, priority: Priority | null = null) {
  const line = (await loadReader())(text, { now, timeZone: 'Asia/Karachi', ignore: [] });
  const today = '2026-11-20';
  return taskOf(line, { view, priority, timeZone: 'Asia/Karachi', today, projects: [home], toInstant });
}

describe('quick add', () => {
  it('becomes a task that the API takes', async () => {
    const { task } = await read('Call Ada tomorrow 5pm p1 #home @phone');
    expect(newTask.parse(task)).toMatchObject({
      title: 'Call Ada',
      due: { at: '2026-11-21T12:00:00.000Z', timeZone: 'Asia/Karachi' },
      priority: 'p1',
      projectId: home.id,
      labels: ['phone'],
    });
  });

  it('takes the priority of the filter unless it says one', async () => {
    const all = { kind: 'all' } as const;
    expect((await read('Call Ada', all, 'p2')).task.priority).toBe('p2');
    expect((await read('Call Ada p3', all, 'p2')).task.priority).toBe('p3');
    expect((await read('Call Ada', all)).task.priority).toBeUndefined();
  });

  it('names a project that does not exist yet', async () => {
    expect((await read('Paint #Garden')).task).toMatchObject({ title: 'Paint', projectName: 'Garden' });
  });

  it('repeats, from completion where it was said so', async () => {
    expect((await read('Water plants every! 3 days')).task.recurrence).toEqual({
      rrule: 'FREQ=DAILY;INTERVAL=3',
      fromCompletion: true,
    });
  });

  it('takes what it does not say from the view', async () => {
    expect((await read('a', { kind: 'today' })).task.due).toEqual({ date: '2026-11-20' });
    expect((await read('a tomorrow', { kind: 'today' })).task.due).toEqual({ date: '2026-11-21' });
    expect((await read('a', { kind: 'project', id: home.id })).task.projectId).toBe(home.id);
    expect((await read('a', { kind: 'label', name: 'phone' })).task.labels).toEqual(['phone']);
  });

  it('is a title alone where nothing reads it', () => {
    expect(plainLine(' Call Ada tomorrow ').title).toBe('Call Ada tomorrow');
  });
});

describe('a dismissed phrase', () => {
  const spans = [{ start: 5, end: 10 }];
  it.each([
    ['moves with what is typed before it', 'Call Today', 'Call a Today', [{ start: 7, end: 12 }]],
    ['stays where it is when more follows', 'Call Today', 'Call Today x', [{ start: 5, end: 10 }]],
    ['gets another chance when it is changed', 'Call Today', 'Call Todxay', []],
    ['is gone with the line', 'Call Today', '', []],
  ])('%s', (_, before, after, expected) => {
    expect(moveSpans(spans, before, after)).toEqual(expected);
  });
});
