import { describe, expect, test } from 'vitest';
import { parseQuickAdd } from './quick-add.ts';

// A Wednesday.
const said = { now: '2026-11-18T10:00:00', timeZone: 'Asia/Karachi' };
const read = (text: string) => parseQuickAdd(text, said);

describe('chips', () => {
  test('name what each phrase was read as, where it stands', () => {
    const text = 'Pay rent every 15th at 9am p1 #home @money';
    const { chips, title } = read(text);
    expect(title).toBe('Pay rent');
    expect(chips.map(({ kind, text: phrase }) => [kind, phrase])).toEqual([
      ['recurrence', 'every 15th'],
      ['due', 'at 9am'],
      ['priority', 'p1'],
      ['project', '#home'],
      ['label', '@money'],
    ]);
    for (const { start, end, text: phrase } of chips) expect(text.slice(start, end)).toBe(phrase);
  });

  test('a dismissed chip stays in the title and means nothing', () => {
    const text = 'Watch the Friday show tomorrow';
    const friday = { start: text.indexOf('Friday'), end: text.indexOf('Friday') + 6 };
    expect(parseQuickAdd(text, { ...said, ignore: [friday] })).toMatchObject({
      title: 'Watch the Friday show',
      due: '2026-11-19',
    });
  });

  test('quoted words stay in the title, without their quotes', () => {
    expect(read('Buy "Tomorrow" album friday')).toMatchObject({
      title: 'Buy Tomorrow album',
      due: '2026-11-20',
    });
  });

  test('spans hold where typing errors were repaired and characters are wide', () => {
    const text = '🎂 Torte für Zoë tommorow';
    expect(read(text).chips).toEqual([
      { kind: 'due', start: text.indexOf('tommorow'), end: text.length, text: 'tommorow' },
    ]);
  });
});

describe('repetitions', () => {
  test('every! counts from completion', () => {
    expect(read('Water cactus every! 3 days').recurrence).toEqual({
      rrule: 'FREQ=DAILY;INTERVAL=3',
      anchor: 'completion',
    });
  });

  test('one that cannot be read is reported and stays in the title', () => {
    const { chips, recurrence, title } = read('Water roses every blursday');
    expect(recurrence).toBeNull();
    expect(title).toBe('Water roses every blursday');
    expect(chips.map(({ kind, text }) => [kind, text])).toEqual([['unread', 'every blursday']]);
  });

  test('"every" before an ordinary thing is no repetition', () => {
    expect(read('Reply to every email').chips).toEqual([]);
  });

  test('the first date is in the future where its time has passed today', () => {
    expect(read('Stretch every day at 9am').due).toBe('2026-11-19T09:00:00');
    expect(read('Stretch every day at 6pm').due).toBe('2026-11-18T18:00:00');
  });
});

describe('time zones', () => {
  test('an instant is read in the zone of the person', () => {
    // 23:30 on Friday in New York is Saturday in UTC.
    expect(
      parseQuickAdd('Rest tomorrow', { now: '2026-07-18T03:30:00Z', timeZone: 'America/New_York' }).due,
    ).toBe('2026-07-18');
    expect(
      parseQuickAdd('Rest tomorrow', { now: '2026-07-18T03:30:00Z', timeZone: 'Asia/Karachi' }).due,
    ).toBe('2026-07-19');
  });

  test('hours pass as they are lived when the clocks change', () => {
    const night = { now: '2026-03-08T00:30:00', timeZone: 'America/New_York' };
    expect(parseQuickAdd('Wake up in 8 hours', night).due).toBe('2026-03-08T09:30:00');
    const autumn = { now: '2026-11-01T00:30:00', timeZone: 'America/New_York' };
    expect(parseQuickAdd('Wake up in 8 hours', autumn).due).toBe('2026-11-01T07:30:00');
  });
});

test('a title is never empty', () => {
  expect(read('tomorrow at 5').title).toBe('tomorrow at 5');
  expect(read('#home').title).toBe('#home');
});

test('what would repeat more often than hourly is marked as unread', () => {
  const { chips, recurrence, title, due } = read('Stretch every 30 minutes');
  expect({ recurrence, title, due }).toEqual({
    recurrence: null,
    title: 'Stretch every 30 minutes',
    due: null,
  });
  expect(chips.map(({ kind, text }) => [kind, text])).toEqual([['unread', 'every 30 minutes']]);
});

describe('what only looks like a date', () => {
  test.each([
    'Fix bug 10/12',
    'Check apt 12 may street',
    'Meet Ms. Friday',
    'call Tuesday Weld about the role',
    'meet Wednesday the cat',
    'watch Seven Days in May',
    'listen to Monday, Monday',
    'book table at Seven',
    'bet at 5 to 1',
    'ring 0161 496 0000',
    'update python to 3.12',
  ])('%s', (text) => {
    expect(read(text)).toMatchObject({ title: text, due: null, duePeriod: null, recurrence: null });
  });

  test.each([
    ['buy tickets 1jun', { due: '2027-06-01' }],
    ['leave in 3 d', { due: '2026-11-21' }],
    ['tax office mon 23.11. 14:00', { due: '2026-11-23T14:00:00' }],
    ['notes on the evening of the 20th', { due: '2026-11-20T18:00:00' }],
    ['call bob tom 6pm', { due: '2026-11-19T18:00:00' }],
    ['trip in the first week of march', { duePeriod: ['2027-03-01', '2027-03-08'] }],
    ['conference from 12 to 14 may', { duePeriod: ['2027-05-12', '2027-05-15'] }],
    ['pay in a year and a half', { due: '2028-05-18' }],
    ['passwords every 90d', { recurrence: { rrule: 'FREQ=DAILY;INTERVAL=90', anchor: 'schedule' } }],
  ])('%s is one', (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });
});
