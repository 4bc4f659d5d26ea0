import { newTask, type Task, type TaskList, taskCounts, taskList, taskQuery } from '@todo-chatbot/contracts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestClient } from '../../../test/domain-fixture.ts';
import { describeOnDatabases } from '../../../test/on-databases.ts';

describeOnDatabases('pages of tasks', (database) => {
  let client: ReturnType<typeof createTestClient>;
  beforeEach(() => {
    client = createTestClient(database());
  });
  const setNow = (text: string) => {
    client.clock.now = Temporal.Instant.from(text);
  };

  /** One request: the tasks in their order. */
  async function addAll(tasks: readonly object[]): Promise<Task[]> {
    const response = await client.send('POST', '/tasks/bulk', { action: 'create', tasks });
    expect(response.status).toBe(200);
    return ((await response.json()) as { tasks: Task[] }).tasks;
  }
  async function page(query: Record<string, string> = {}): Promise<TaskList> {
    const response = await client.send('GET', `/tasks?${new URLSearchParams(query)}`);
    expect(response.status).toBe(200);
    return taskList.parse(await response.json());
  }
  const titles = async (query: Record<string, string> = {}) =>
    (await page(query)).tasks.map(({ title }) => title);

  describe('views', () => {
    // 21 November 00:30 in Berlin, still the 20th in New York and in UTC.
    const now = '2026-11-20T23:30:00Z';
    beforeEach(async () => {
      setNow(now);
      await addAll([
        { title: 'day 19', due: { date: '2026-11-19' } },
        { title: 'day 20', due: { date: '2026-11-20' } },
        { title: 'day 21', due: { date: '2026-11-21' } },
        { title: 'day 22', due: { date: '2026-11-22' } },
        { title: 'past', due: { at: '2026-11-20T23:00:00Z', timeZone: 'America/New_York' } },
        { title: 'soon', due: { at: '2026-11-20T23:45:00Z', timeZone: 'Asia/Karachi' } },
        { title: 'later', due: { at: '2026-11-21T12:00:00Z', timeZone: 'Pacific/Kiritimati' } },
        { title: 'undated' },
        { title: 'filed', projectName: 'Home' },
      ]);
      const done = await addAll([{ title: 'done', due: { date: '2026-11-20' } }]);
      await client.send('POST', `/tasks/${done[0]?.id}/complete`);
    });

    it.each([
      ['UTC', 'today', ['past', 'day 20', 'soon']],
      ['UTC', 'upcoming', ['day 21', 'later', 'day 22']],
      ['UTC', 'overdue', ['day 19', 'past']],
      ['Europe/Berlin', 'today', ['past', 'soon', 'day 21', 'later']],
      ['Europe/Berlin', 'upcoming', ['day 22']],
      ['Europe/Berlin', 'overdue', ['day 19', 'past', 'day 20']],
      ['America/New_York', 'today', ['past', 'day 20', 'soon']],
    ])('in %s: %s', async (timeZone, view, expected) => {
      expect(await titles({ view, timeZone })).toEqual(expected);
    });

    it('include the completed ones when they are asked for', async () => {
      expect(await titles({ view: 'today', status: 'completed' })).toEqual(['done']);
    });

    it('of the inbox and of what has no date', async () => {
      expect(await titles({ view: 'undated', status: 'pending' })).toEqual(['filed', 'undated']);
      expect(await titles({ view: 'inbox', q: 'filed' })).toEqual([]);
      expect(await titles({ view: 'inbox', q: 'undated' })).toEqual(['undated']);
    });

    it('are counted', async () => {
      const response = await client.send('GET', '/tasks/counts?timeZone=Europe/Berlin');
      expect(taskCounts.parse(await response.json())).toMatchObject({
        pending: 9,
        inbox: 8,
        today: 4,
        upcoming: 1,
        overdue: 3,
      });
    });

    it('of a range of days', async () => {
      expect(
        await titles({ dueFrom: '2026-11-19', dueTo: '2026-11-20', sort: 'due', status: 'pending' }),
      ).toEqual(['day 19', 'past', 'day 20', 'soon']);
    });
  });

  it('of a range of days by the clocks of the zone asked for, up to both ends of the calendar', async () => {
    await addAll([
      { title: 'evening', due: { at: '2026-11-20T23:30', timeZone: 'America/New_York' } },
      { title: 'far east', due: { at: '2026-11-22T00:30', timeZone: 'Pacific/Kiritimati' } },
      { title: 'a day', due: { date: '2026-11-20' } },
      { title: 'undated' },
    ]);
    const on = (day: string, timeZone: string) => titles({ dueFrom: day, dueTo: day, timeZone, sort: 'due' });
    expect(await on('2026-11-20', 'America/New_York')).toEqual(['evening', 'a day']);
    expect(await on('2026-11-20', 'Asia/Karachi')).toEqual(['a day']);
    expect(await on('2026-11-21', 'Asia/Karachi')).toEqual(['evening', 'far east']);
    expect(await on('2026-11-20', 'Pacific/Pago_Pago')).toEqual(['evening', 'a day', 'far east']);
    expect(
      await titles({ dueFrom: '0001-01-01', dueTo: '9999-12-31', timeZone: 'Asia/Karachi', sort: 'due' }),
    ).toEqual(['evening', 'a day', 'far east']);
  });

  it('filter by project, label and priority, all at once', async () => {
    const [one] = await addAll([
      { title: 'one', projectName: 'Home', labels: ['Errand'], priority: 'p1' },
      { title: 'two', projectName: 'Home', labels: ['other'], priority: 'p1' },
      { title: 'three', labels: ['errand'], priority: 'p2' },
    ]);
    const projectId = one?.projectId ?? '';
    expect(await titles({ projectId })).toEqual(['two', 'one']);
    expect(await titles({ label: 'ERRAND' })).toEqual(['three', 'one']);
    expect(await titles({ priority: 'p1' })).toEqual(['two', 'one']);
    expect(await titles({ projectId, label: 'errand', priority: 'p1' })).toEqual(['one']);
    expect(await titles({ label: 'nobody' })).toEqual([]);
    const { projects, labels } = taskCounts.parse(await (await client.send('GET', '/tasks/counts')).json());
    expect([projects, labels]).toEqual([{ [projectId]: 2 }, { Errand: 2, other: 1 }]);
  });

  describe('search', () => {
    beforeEach(async () => {
      await addAll([
        { title: 'Buy MILK & groceries' },
        { title: 'Call Zoë', notes: 'about www.example.com/path-to/café' },
        { title: 'Übung', subtasks: [{ title: 'zweimal wiederholen' }] },
        { title: 'دودھ خریدیں' },
        { title: "it's 50% or a 'quoted' | thing:*" },
      ]);
    });
    it.each([
      ['mil', ['Buy MILK & groceries']],
      ['gro mil', ['Buy MILK & groceries']],
      ['ilk', []],
      ['milk zoë', []],
      ['ZOË', ['Call Zoë']],
      ['example', ['Call Zoë']],
      ['path caf', ['Call Zoë']],
      ['übu', ['Übung']],
      ['ÜBU wied', ['Übung']],
      ['دودھ', ['دودھ خریدیں']],
      ['or', ["it's 50% or a 'quoted' | thing:*"]],
      ["'quoted' | thing:* & !", ["it's 50% or a 'quoted' | thing:*"]],
    ])('for %s', async (q, expected) => {
      expect(await titles({ q })).toEqual(expected);
    });
    it('for signs alone finds nothing: there is no word to look for', async () => {
      expect(await titles({ q: '&|!' })).toEqual([]);
    });
    it('walks through more tasks than its index is asked for', async () => {
      for (let part = 0; part < 3; part++) {
        const titles = Array.from({ length: 400 }, (_, index) => `common ${part * 400 + index}`);
        await client.domain.tasks.addMany(
          scope,
          titles.map((title) => newTask.parse({ title })),
        );
      }
      const first = await page({ q: 'common', limit: '200' });
      expect(first.tasks.map(({ title }) => title)).toEqual(
        Array.from({ length: 200 }, (_, index) => `common ${1199 - index}`),
      );
      const second = await page({ q: 'common', limit: '2', cursor: first.nextCursor ?? '' });
      expect(second.tasks.map(({ title }) => title)).toEqual(['common 999', 'common 998']);
    }, 300_000);
    it('follows a change', async () => {
      const [found] = (await page({ q: 'milk' })).tasks;
      await client.send('PATCH', `/tasks/${found?.id}`, { title: 'Buy bread' });
      expect(await titles({ q: 'milk' })).toEqual([]);
      expect(await titles({ q: 'bread' })).toEqual(['Buy bread']);
    });
  });

  it.each([
    [{ limit: '0' }, 'limit'],
    [{ limit: '201' }, 'limit'],
    [{ limit: 'x' }, 'limit'],
    [{ view: 'tomorrow' }, 'view'],
    [{ timeZone: 'Mars/Base' }, 'timeZone'],
    [{ dueFrom: '2026-02-30' }, 'dueFrom'],
    [{ projectId: 'x' }, 'projectId'],
    [{ cursor: 'x' }, 'cursor'],
    [{ cursor: cursorOf(['due', '2026-02-30 00:00:00', '1']), sort: 'due' }, 'cursor'],
    [{ cursor: cursorOf(['newest', "'; drop", '1']) }, 'cursor'],
    [{ cursor: cursorOf(['newest', '2026-02-20 00:00:00', '1']), sort: 'due' }, 'cursor'],
  ])('refuse %j', async (query: Record<string, string>, parameter) => {
    const response = await client.send('GET', `/tasks?${new URLSearchParams(query)}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid-parameter', errors: [{ parameter }] });
  });

  it('walk through every task once, in order, whatever the sort, the size and changes meanwhile', async () => {
    const task = fc.record({
      title: fc.constantFrom('a', 'B', 'b', 'é', 'Z', '日'),
      priority: fc.constantFrom('p1', 'p2', 'p4'),
      due: fc.constantFrom(
        null,
        { date: '2026-11-20' },
        { date: '2026-11-21' },
        { at: '2026-11-20T09:00', timeZone: 'Europe/Berlin' },
      ),
    });
    const sorts = fc.constantFrom('newest', 'oldest', 'due', 'priority', 'title', 'completed');
    await fc.assert(
      fc.asyncProperty(
        fc.array(task, { minLength: 1, maxLength: 12 }),
        sorts,
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('all', 'pending', 'completed'),
        async (tasks, sort, limit, status) => {
          const everything = await client.domain.tasks.list(scope, taskQuery.parse({ limit: 200 }));
          if (everything.length > 0) {
            const ids = everything.map(({ id }) => id);
            await client.domain.tasks.bulk(scope, { action: 'delete', ids });
          }
          const made = await addAll(tasks);
          const ids = made.filter((_task, index) => index % 3 === 0).map(({ id }) => id);
          await client.send('POST', '/tasks/bulk', { action: 'complete', ids });

          const all = (await page({ sort, status, limit: '200' })).tasks;
          const walked: Task[] = [];
          let cursor: string | null = null;
          do {
            const next: TaskList = await page({
              sort,
              status,
              limit: String(limit),
              ...(cursor && { cursor }),
            });
            expect(next.tasks.length).toBeLessThanOrEqual(limit);
            walked.push(...next.tasks);
            cursor = next.nextCursor;
            // What comes in at the front moves no page behind it.
            if (cursor !== null && sort === 'newest' && status === 'all') await addAll([{ title: 'front' }]);
          } while (cursor !== null);
          expect(walked).toEqual(all);
          const expected = made.filter((_task, index) =>
            status === 'all' ? true : (index % 3 === 0) === (status === 'completed'),
          );
          expect(walked.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
        },
      ),
      { numRuns: 12 },
    );
  }, 600_000);
});

const scope = { accountId: '00000000-0000-4000-8000-000000000001', timeZone: 'UTC', client: 'api' } as const;

function cursorOf(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
