import { QueryClient } from '@tanstack/react-query';
import type { Task, TaskQueryInput } from '@todo-chatbot/contracts';
import { blankTask } from '@todo-chatbot/contracts/blank-task';
import { expect, it } from 'vitest';
import { comingQuery } from './coming-query.ts';

const task = (id: string): Task => ({ ...blankTask(), id, title: id, createdAt: '', updatedAt: '' });

/** @param pages how many the API has, one task on each */
async function read(pages: number) {
  const asked: TaskQueryInput[] = [];
  const query = comingQuery(
    {
      listTasks: async (wanted) => {
        asked.push(wanted);
        const nextCursor = asked.length < pages ? `after ${asked.length}` : null;
        return { tasks: [task(`${asked.length}`)], nextCursor };
      },
    },
    { timeZone: () => 'Asia/Karachi', now: () => Date.parse('2026-11-30T20:00:00Z') },
  );
  const tasks = await new QueryClient().fetchQuery(query);
  return { asked, ids: tasks.map(({ id }) => id) };
}

it('asks for what is pending on the days around today, where the person is', async () => {
  const { asked, ids } = await read(1);
  expect(asked).toEqual([
    {
      status: 'pending',
      dueFrom: '2026-11-30',
      dueTo: '2026-12-02',
      sort: 'due',
      timeZone: 'Asia/Karachi',
      limit: 200,
    },
  ]);
  expect(ids).toEqual(['1']);
});

it('goes on to further pages, but not for ever', async () => {
  const { asked, ids } = await read(2);
  expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, 'after 1']);
  expect(ids).toEqual(['1', '2']);
  expect((await read(100)).ids).toHaveLength(5);
});
