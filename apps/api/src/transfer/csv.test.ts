import { type TransferredTask, transferredTask } from '@todo-chatbot/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvHeader, fromCsv, toCsv } from './csv.ts';

/** Texts with what tables trip over: quotes, commas, line ends, formulas, apostrophes. */
const word = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
  fc.constantFrom('=1+1', "'quoted", '"', 'a,b', '-5', '@home', '[x] not done', 'ü', '+', "'=x", ';'),
);
const line = fc
  .array(word, { minLength: 1, maxLength: 3 })
  .map((words) =>
    words
      .join(' ')
      .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '')
      .trim(),
  )
  .filter((text) => text !== '');
const moment = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const anyTask = fc
  .record({
    title: line,
    notes: fc.option(
      fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n')),
      { nil: null },
    ),
    due: fc.oneof(
      fc.constant(null),
      moment.map((at) => ({ date: at.slice(0, 10) })),
      moment.map((at) => ({ at, timeZone: 'Asia/Karachi' })),
    ),
    priority: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
    project: fc.option(line, { nil: null }),
    labels: fc.uniqueArray(fc.constantFrom('home', 'work', 'später', "it's", '=x'), { maxLength: 3 }),
    subtasks: fc.array(fc.record({ title: line, completed: fc.boolean() }), { maxLength: 3 }),
    recurrence: fc.constantFrom(null, { rrule: 'FREQ=WEEKLY;BYDAY=MO,WE', fromCompletion: true }),
    completedAt: fc.option(moment, { nil: null }),
    createdAt: moment,
  })
  // What the contract takes, as it takes it: it trims, for one.
  .map((task) => transferredTask.safeParse(task))
  .filter((outcome) => outcome.success)
  .map((outcome) => outcome.data as TransferredTask);

describe('tasks as a table', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(anyTask, { maxLength: 5 }), (tasks) => {
        const back = fromCsv(csvHeader() + toCsv(tasks));
        expect(back).toMatchObject({ ok: true, problems: [] });
        expect(back.ok && back.tasks).toEqual(tasks);
      }),
      { numRuns: 300 },
    );
  });

  it('begin no cell like a formula', () => {
    const table = fromCsv('title\n"=HYPERLINK(1)"\n');
    const [task] = table.ok ? table.tasks : [];
    expect(toCsv(task === undefined ? [] : [task])).toMatch(/^'=HYPERLINK/);
  });

  it('may have few columns in any order, and line ends and marks of other systems', () => {
    expect(fromCsv('\uFEFFpriority,title\r\np1,Pay rent\r\n,Call\r\n')).toMatchObject({
      ok: true,
      tasks: [
        { title: 'Pay rent', priority: 'p1' },
        { title: 'Call', priority: 'p4' },
      ],
    });
  });

  it('give the rows that can be read with their lines, beside those that cannot', () => {
    expect(fromCsv('title,notes,priority\nA,"one\ntwo",p1\nB,,p9\nC,,p2\n')).toMatchObject({
      ok: true,
      tasks: [{ title: 'A' }, { title: 'C' }],
      lines: [3, 5],
      problems: [{ line: 4, detail: expect.stringContaining('priority') }],
    });
  });

  it.each([
    ['no title', 'title,priority\n,p1\n', 2, 'title'],
    ['a priority that is none', 'title,priority\nA,p1\nB,p9\n', 3, 'priority'],
    ['an unknown column', 'title,owner\nA,me\n', 1, 'owner'],
    ['a quote that does not end', 'title\n"A\n', 2, 'Is no CSV'],
    ['a day that is none', 'title,due\nA,2026-02-30\n', 2, 'due'],
  ])('with %s are refused by line', (_, text, at, part) => {
    const outcome = fromCsv(text);
    const problem = outcome.ok ? outcome.problems[0] : outcome.problem;
    expect(problem?.line).toBe(at);
    expect(problem?.detail).toContain(part);
  });
});
