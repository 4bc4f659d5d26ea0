import { blankTask, type Task } from '@todo-chatbot/contracts';
import { describe, expect, it } from 'vitest';
import { momentAt } from './due-dates.ts';
import { addressOf, belongs, type Filter, noFilter, queryOf, sortOf, type View, viewOf } from './views.ts';

const moment = momentAt(Date.UTC(2026, 10, 20, 12), 'UTC');
const task = (members: Partial<Task>): Task => ({
  id: '0195a2f1-0000-4000-8000-000000000001',
  title: 'Buy milk',
  ...blankTask(),
  createdAt: '2026-11-20T10:00:00.000Z',
  updatedAt: '2026-11-20T10:00:00.000Z',
  ...members,
});

describe('the views', () => {
  it.each<View>([
    { kind: 'all' },
    { kind: 'today' },
    { kind: 'inbox' },
    { kind: 'project', id: 'a b' },
    { kind: 'label', name: 'zu/Hause' },
    { kind: 'search', words: '' },
    { kind: 'search', words: 'milk & eggs' },
  ])('have an address that gives them back: %o', (view) => {
    const { pathname, search } = new URL(addressOf(view), 'http://localhost');
    expect(viewOf({ pathname, search })).toEqual(view);
  });

  it('show all tasks where the address names none of them', () => {
    for (const pathname of ['/nowhere', '/projects', '/labels/', '/%E0%A4%A'])
      expect(viewOf({ pathname, search: '' })).toEqual({ kind: 'all' });
  });

  it('take a sort that exists from the address', () => {
    expect(sortOf('?sort=due')).toBe('due');
    expect(sortOf('?sort=toString')).toBe('newest');
    expect(sortOf('')).toBe('newest');
  });

  it('ask for what is overdue together with today', () => {
    const options = { sort: 'newest', filter: noFilter, timeZone: 'UTC', today: '2026-11-20' } as const;
    expect(queryOf({ kind: 'today' }, options)).toEqual({
      status: 'pending',
      dueTo: '2026-11-20',
      sort: 'due',
      timeZone: 'UTC',
    });
  });

  it.each([
    ['today', { due: { date: '2026-11-20' } }, true],
    ['today', { due: { date: '2026-11-19' } }, true],
    ['today', { due: { date: '2026-11-21' } }, false],
    ['today', { due: { date: '2026-11-20' }, completed: true }, false],
    ['upcoming', { due: { date: '2026-11-21' } }, true],
    ['upcoming', {}, false],
    ['overdue', { due: { at: '2026-11-20T11:00:00.000Z', timeZone: 'UTC' } }, true],
    ['overdue', { due: { date: '2026-11-20' } }, false],
    ['completed', { completed: true }, true],
    ['inbox', {}, true],
    ['inbox', { projectId: 'x' }, false],
  ] as const)('%s has %o: %s', (kind, members, expected) => {
    expect(belongs({ view: { kind }, filter: noFilter }, task(members as Partial<Task>), moment)).toBe(
      expected,
    );
  });

  it('know a label whatever its case', () => {
    const list = { view: { kind: 'label', name: 'Home' }, filter: noFilter } as const;
    expect(belongs(list, task({ labels: ['home'] }), moment)).toBe(true);
  });

  it.each<[View, Partial<Filter>, object]>([
    [{ kind: 'all' }, {}, { status: 'pending' }],
    [{ kind: 'all' }, { status: 'all', priority: 'p1' }, { status: 'all', priority: 'p1' }],
    [{ kind: 'project', id: 'a' }, { status: 'completed' }, { projectId: 'a', status: 'completed' }],
    [{ kind: 'search', words: 'b' }, { status: 'pending' }, { q: 'b', status: 'pending' }],
    [{ kind: 'overdue' }, { priority: 'p4' }, { view: 'overdue', priority: 'p4' }],
  ])('%o asks the API for what passes the filter %o', (view, filter, expected) => {
    const today = '2026-11-20';
    const query = queryOf(view, {
      sort: 'title',
      filter: { ...noFilter, ...filter },
      timeZone: 'UTC',
      today,
    });
    expect(query).toMatchObject(expected);
    expect('priority' in query).toBe('priority' in expected);
  });

  it.each<[View['kind'], Partial<Filter>, Partial<Task>, boolean]>([
    ['all', { priority: 'p1' }, { priority: 'p1' }, true],
    ['all', { priority: 'p1' }, { priority: 'p2' }, false],
    ['all', { priority: 'p4' }, {}, true],
    ['all', { status: 'all' }, { completed: true }, true],
    ['all', { status: 'completed' }, { completed: true }, true],
    ['all', { status: 'completed' }, {}, false],
    ['inbox', { status: 'all' }, { projectId: 'x' }, false],
    ['completed', { priority: 'p1' }, { priority: 'p1' }, false],
  ])('%s under the filter %o has %o: %s', (kind, filter, members, expected) => {
    const list = { view: { kind } as View, filter: { ...noFilter, ...filter } };
    expect(belongs(list, task(members), moment)).toBe(expected);
  });
});
