import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuickAdd } from './quick-add.ts';
import { understand } from './understand.ts';

const zones = ['UTC', 'Asia/Karachi', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'] as const;
const words = [
  ...[
    'every',
    'every!',
    'other',
    '2nd',
    'last',
    'monday',
    'fri',
    'day',
    'weeks',
    'in',
    '3',
    'at',
    '5pm',
    '5',
    'ish',
    'tomorrow',
    'next',
    'month',
  ],
  ...[
    'of',
    'the',
    '15th',
    'until',
    'may',
    '"',
    "'",
    '#home',
    '@me',
    'p1',
    '24/7',
    '12/31',
    'half',
    'past',
    'noon',
    'call',
    'Ali',
    'until',
    'for',
    'times',
  ],
  ...[
    'delete',
    'it',
    'all',
    'mark',
    'done',
    'move',
    'to',
    'rename',
    'کل',
    'karo',
    'undo',
    '?',
    ',',
    '-',
    '\n',
    '🎂',
    'İ',
    '\u0000',
    '\uE000',
  ],
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((parts) => parts.join(' ')),
);
const said = fc.record({
  now: fc
    .date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  timeZone: fc.constantFrom(...zones),
});

test('any text gives a title, chips in order inside the text, and well-formed dates', () => {
  fc.assert(
    fc.property(text, said, (line, when) => {
      const read = parseQuickAdd(line, when);
      expect(read.title === '').toBe(line.trim() === '');
      let last = 0;
      for (const chip of read.chips.filter(({ kind }) => kind !== 'unread')) {
        expect(chip.start).toBeGreaterThanOrEqual(last);
        expect(chip.end).toBeGreaterThan(chip.start);
        expect(chip.end).toBeLessThanOrEqual(line.length);
        expect(chip.text).toBe(line.slice(chip.start, chip.end));
        last = chip.end;
      }
      if (read.due !== null)
        expect(read.due).toMatch(/^\d{4}-\d\d-\d\d(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)?$/);
      if (read.recurrence !== null) {
        expect(read.recurrence.rrule).toMatch(/^FREQ=[A-Z]+(?:;[A-Z]+=[-\dA-Z,]+)*$/);
        expect(read.due).not.toBeNull();
      }
    }),
    { numRuns: 500 },
  );
});

test('a text with every chip dismissed states nothing that those chips stated', () => {
  fc.assert(
    fc.property(text, said, (line, when) => {
      const { chips } = parseQuickAdd(line, when);
      const again = parseQuickAdd(line, { ...when, ignore: chips });
      for (const chip of again.chips)
        expect(chips.every(({ start, end }) => chip.end <= start || chip.start >= end)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('any sentence is answered, alike each time, and an added task has a title', () => {
  fc.assert(
    fc.property(text, said, (line, when) => {
      const tasks = [
        { id: 'a', title: 'Call Ali', completed: false },
        { id: 'b', title: 'Pay rent', completed: true },
      ];
      const context = { tasks, lastListed: ['a', 'b'], lastTouched: ['a'] };
      const first = understand(line, when, context);
      expect(first.actions.length).toBeGreaterThan(0);
      expect(understand(line, when, context)).toEqual(first);
      for (const action of first.actions) {
        if (action.kind === 'add') expect(action.task.title.trim()).not.toBe('');
        if ('ids' in action)
          expect(action.ids.every((id) => tasks.some((task) => task.id === id))).toBe(true);
        if (action.kind === 'delete' || ('ids' in action && action.ids.length > 1))
          expect(action).toMatchObject({ needsApproval: true });
      }
    }),
    { numRuns: 500 },
  );
});

test('the title of a plain task is left as it is when read again', () => {
  const titles = [
    'Buy milk',
    'Call Ali',
    'Read chapter 7',
    'Pay $5.30 to Sam',
    'Book room 1204',
    'Install Windows 11',
  ];
  const times = [
    'tomorrow',
    'on friday at 5pm',
    'every other tue',
    'in 3 days',
    'by nov 30',
    'at noon',
    'every 15th',
    'p1',
    '#home',
    '@me',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...titles), fc.constantFrom(...times), said, (title, time, when) => {
      expect(parseQuickAdd(`${title} ${time}`, when).title).toBe(title);
      expect(parseQuickAdd(title, when)).toMatchObject({ title, due: null, recurrence: null });
    }),
  );
});
