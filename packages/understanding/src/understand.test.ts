import { describe, expect, test } from 'vitest';
import type { Context } from './actions.ts';
import { understand } from './understand.ts';

// A Wednesday.
const said = { now: '2026-11-18T10:00:00', timeZone: 'Asia/Karachi' };
const context: Context = {
  tasks: [
    { id: 'milk', title: 'Buy milk', completed: false },
    { id: 'dentist', title: 'Call the dentist', completed: false, due: '2026-11-20', priority: 'p3' },
    { id: 'tax1', title: 'Collect tax receipts', completed: false },
    { id: 'tax2', title: 'File taxes', completed: false, due: '2026-11-18' },
    { id: 'rent', title: 'Pay rent', completed: true },
    { id: 'mom', title: 'Call mom', completed: false },
  ],
  lastListed: ['milk', 'dentist', 'mom'],
  lastTouched: ['dentist'],
};
const read = (text: string, within: Context = context) => understand(text, said, within);
const only = (text: string) => {
  const { actions } = read(text);
  expect(actions).toHaveLength(1);
  return actions[0];
};

describe('what a sentence points at', () => {
  test.each([
    ['mark the second one done', { kind: 'complete', ids: ['dentist'], needsApproval: false }],
    ['complete task 3', { kind: 'complete', ids: ['mom'] }],
    ['mark the last one as done', { kind: 'complete', ids: ['mom'] }],
    ['i bought the milk', { kind: 'complete', ids: ['milk'] }],
    ['finish buy milk', { kind: 'complete', ids: ['milk'] }],
    ['mark it done', { kind: 'complete', ids: ['dentist'] }],
    [
      'move it to Friday',
      { kind: 'update', ids: ['dentist'], edits: { due: '2026-11-20' }, needsApproval: false },
    ],
    [
      'change the priority of the dentist one to p1',
      { kind: 'update', ids: ['dentist'], edits: { priority: 'p1' } },
    ],
    ['rename buy milk to Buy oat milk', { kind: 'update', ids: ['milk'], edits: { title: 'Buy oat milk' } }],
    [
      'push the dentist back two days',
      { kind: 'update', ids: ['dentist'], edits: { shift: { unit: 'day', by: 2 } } },
    ],
    [
      'make buy milk repeat every week',
      { kind: 'update', ids: ['milk'], edits: { recurrence: { rrule: 'FREQ=WEEKLY' } } },
    ],
    ['reopen pay rent', { kind: 'reopen', ids: ['rent'] }],
    ['tag milk with shopping', { kind: 'update', ids: ['milk'], edits: { addLabels: ['shopping'] } }],
    ['move milk to #groceries', { kind: 'update', ids: ['milk'], edits: { project: 'groceries' } }],
    ['remove the due date from the dentist task', { kind: 'update', ids: ['dentist'], edits: { due: null } }],
  ])('%s', (text, expected) => {
    expect(only(text)).toMatchObject(expected);
  });
});

describe('what could change or delete the wrong thing', () => {
  test('an ambiguous reference is asked about, with candidates', () => {
    expect(only('delete the tax task')).toMatchObject({
      kind: 'ask',
      about: 'which_task',
      candidates: expect.arrayContaining(['tax1', 'tax2']),
      // biome-ignore lint/suspicious/noThenProperty: an action is no promise and is never awaited.
      then: { kind: 'delete' },
    });
  });

  test('an unknown reference is asked about, not guessed', () => {
    expect(only('delete the unicorn task')).toMatchObject({
      kind: 'ask',
      about: 'no_such_task',
      candidates: [],
    });
  });

  test('"it" after several tasks is asked about', () => {
    const { actions } = read('delete it', { ...context, lastTouched: ['milk', 'mom'] });
    expect(actions).toMatchObject([{ kind: 'ask', about: 'which_task', candidates: ['milk', 'mom'] }]);
  });

  test('deleting needs approval, and so does changing several', () => {
    expect(only('delete everything about taxes')).toMatchObject({
      kind: 'delete',
      ids: ['tax1', 'tax2'],
      needsApproval: true,
    });
    expect(only('delete call mom')).toMatchObject({ kind: 'delete', ids: ['mom'], needsApproval: true });
    expect(only('mark everything for today as done')).toMatchObject({
      kind: 'complete',
      ids: ['tax2'],
      needsApproval: true,
    });
    expect(only('delete all completed tasks')).toMatchObject({
      kind: 'delete',
      ids: ['rent'],
      needsApproval: true,
    });
  });
});

describe('adding', () => {
  test('several things in one sentence', () => {
    const titles = (text: string) =>
      read(text).actions.map((action) => (action.kind === 'add' ? action.task.title : action.kind));
    expect(titles('add milk, eggs and bread')).toEqual(['milk', 'eggs', 'bread']);
    expect(titles('add these: call Sam, pay bills, water plants')).toEqual([
      'call Sam',
      'pay bills',
      'water plants',
    ]);
    expect(titles('add buy milk, eggs and bread')).toEqual(['buy milk, eggs and bread']);
    expect(titles('add:\n- wash car\n- fix fence')).toEqual(['wash car', 'fix fence']);
  });

  test('words of asking leave the title', () => {
    expect(only('Hey, could you please remind me tomorrow at 5pm to call Sana?')).toMatchObject({
      kind: 'add',
      task: { title: 'call Sana', due: '2026-11-19T17:00:00' },
    });
    expect(only('add bread to my shopping list')).toMatchObject({
      kind: 'add',
      task: { title: 'bread', project: 'shopping' },
    });
  });

  test('what is missing is asked', () => {
    expect(only('remind me')).toMatchObject({ kind: 'ask', about: 'what_to_add' });
  });

  test('a repetition more often than hourly is said, not kept', () => {
    expect(read('remind me every 20 minutes to drink water').actions).toMatchObject([
      { kind: 'add', task: { title: 'drink water', recurrence: null } },
      { kind: 'not_understood', text: 'every 20 minutes' },
    ]);
  });

  test('an unreadable repetition is said', () => {
    expect(read('add water roses every blursday').actions).toMatchObject([
      { kind: 'add', task: { recurrence: null } },
      { kind: 'not_understood', text: 'every blursday' },
    ]);
  });
});

describe('asking', () => {
  test.each([
    [
      'what did I finish last week',
      { kind: 'list', filter: { status: 'completed', period: ['2026-11-09', '2026-11-16'] } },
    ],
    ['show overdue tasks', { kind: 'list', filter: { overdue: true, status: 'pending' } }],
    ['how many tasks do i have', { kind: 'list', answer: 'count' }],
    ['is milk on my list', { kind: 'list', answer: 'check', filter: { search: 'milk' } }],
    ["what's due tomorrow", { kind: 'list', filter: { period: ['2026-11-19', '2026-11-20'] } }],
    ['show tasks tagged work', { kind: 'list', filter: { labels: ['work'] } }],
    ['list tasks in #home', { kind: 'list', filter: { project: 'home' } }],
    ['find tasks about taxes', { kind: 'list', filter: { search: 'taxes' } }],
  ])('%s', (text, expected) => {
    expect(only(text)).toMatchObject(expected);
  });
});

describe('the rest', () => {
  test.each([
    ['undo that', { kind: 'undo', steps: 1 }],
    ['undo the last two changes', { kind: 'undo', steps: 2 }],
    ['hello', { kind: 'small_talk', topic: 'greeting', language: 'en' }],
    ['what can you do?', { kind: 'help' }],
    ['what is the capital of France?', { kind: 'out_of_scope' }],
    ['', { kind: 'not_understood' }],
  ])('%s', (text, expected) => {
    expect(only(text)).toMatchObject(expected);
  });
});

describe('Urdu', () => {
  test.each([
    ['Assalam o alaikum', { kind: 'small_talk', topic: 'greeting', language: 'ur-Latn' }],
    ['السلام علیکم', { kind: 'small_talk', topic: 'greeting', language: 'ur' }],
    ['shukriya', { kind: 'small_talk', topic: 'thanks', language: 'ur-Latn' }],
    ['doodh list mein add karo', { kind: 'add', task: { title: 'doodh' } }],
    [
      'mujhe kal shaam 5 baje doctor ko call karna yaad dilao',
      { kind: 'add', task: { title: 'doctor ko call karna', due: '2026-11-19T17:00:00' } },
    ],
    ['subah bakhair', { kind: 'small_talk', topic: 'greeting', language: 'ur-Latn' }],
    ['صبح بخیر', { kind: 'small_talk', topic: 'greeting', language: 'ur' }],
    ['آپ کا شکریہ', { kind: 'small_talk', topic: 'thanks', language: 'ur' }],
    ['کل دودھ لانا یاد دلانا', { kind: 'add', task: { title: 'دودھ لانا', due: '2026-11-19' } }],
    ['mere kaam dikhao', { kind: 'list' }],
    ['میرے کام دکھاؤ', { kind: 'list' }],
    ['دودھ خریدنا شامل کرو', { kind: 'add', task: { title: 'دودھ خریدنا' } }],
    ['call mom delete karo', { kind: 'delete', ids: ['mom'], needsApproval: true }],
    ['buy milk ho gaya', { kind: 'complete', ids: ['milk'] }],
  ])('%s', (text, expected) => {
    expect(only(text)).toMatchObject(expected);
  });
});

describe('what is only said, and what others serve', () => {
  test.each([
    'set an alarm for 6am',
    'set a timer for ten minutes',
    'book a cab for me',
    'turn the heating up',
    'find the nearest pharmacy',
    'the footy was on last night',
    "money can't buy happiness",
    'what is a todo list',
    'hold on',
    '...',
  ])('%s is no task', (text) => {
    expect(read(text).intent).toBe('out_of_scope');
  });

  test.each([
    ['set an alarm to take the pills at 8pm', 'take the pills'],
    ["we're out of coffee", 'coffee'],
    ['email HR: when is payday?', 'email HR: when is payday?'],
    ['the car is due for an oil change', 'the car is due for an oil change'],
  ])('%s is one', (text, title) => {
    expect(only(text)).toMatchObject({ kind: 'add', task: { title } });
  });
});

describe('changes that are said as facts', () => {
  test.each([
    ['the dentist moved to friday', { due: '2026-11-20' }],
    ['the dentist is at 4 instead of 3', { due: '2026-11-18T16:00:00' }],
    ['no, make that friday', { due: '2026-11-20' }],
    ['it should be every week', { recurrence: { rrule: 'FREQ=WEEKLY', anchor: 'schedule' } }],
    ['put the dentist off till friday', { due: '2026-11-20' }],
    ['add a note to the dentist task: bring x-rays', { notes: 'bring x-rays' }],
  ])('%s', (text, edits) => {
    expect(only(text)).toMatchObject({ kind: 'update', ids: ['dentist'], edits });
  });

  test.each([
    ['the milk is bought', 'milk'],
    ["the dentist's been called", 'dentist'],
    ['milk bought', 'milk'],
    ['the second one is done', 'dentist'],
  ])('%s', (text, id) => {
    expect(only(text)).toMatchObject({ kind: 'complete', ids: [id] });
  });

  test.each([
    'i no longer need to call mom',
    "don't remind me about mom anymore",
    'never mind the call to mom',
  ])('%s', (text) => {
    expect(only(text)).toMatchObject({ kind: 'delete', ids: ['mom'], needsApproval: true });
  });
});
