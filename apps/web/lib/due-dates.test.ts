import { describe, expect, it } from 'vitest';
import { dayHeading, dayWords, dueDay, dueWords, elsewhereWords, momentAt } from './due-dates.ts';

const noon = Date.UTC(2026, 10, 20, 12);
const evening = { at: '2026-11-20T23:30:00.000Z', timeZone: 'America/New_York' } as const;

describe('due dates', () => {
  it('take the day from where the person is', () => {
    expect(momentAt(Date.UTC(2026, 10, 20, 23), 'Asia/Karachi').today).toBe('2026-11-21');
    expect(dueDay(evening, 'Asia/Karachi')).toBe('2026-11-21');
    expect(dueDay(evening, 'America/New_York')).toBe('2026-11-20');
    expect(dueDay({ date: '2026-11-20' }, 'Asia/Karachi')).toBe('2026-11-20');
  });

  it.each([
    ['2026-11-20', 'Today'],
    ['2026-11-21', 'Tomorrow'],
    ['2026-11-19', 'Yesterday'],
    ['2026-11-25', 'Wednesday'],
    ['2026-11-27', '27 Nov'],
    ['2027-01-02', '2 Jan 2027'],
  ])('say %s as %s', (day, words) => {
    expect(dayWords(day, '2026-11-20')).toBe(words);
  });

  it('head each day with its weekday', () => {
    expect(dayHeading('2026-11-21', '2026-11-20')).toBe('Tomorrow · Saturday 21 November');
    expect(dayHeading('2026-11-30', '2026-11-20')).toBe('Monday 30 November');
  });

  it("say a time on the person's clocks, and the other zone's where it differs", () => {
    expect(dueWords(evening, momentAt(noon, 'UTC'))).toBe('Today 23:30');
    expect(elsewhereWords(evening, 'UTC')).toBe('18:30 in New York');
    expect(elsewhereWords(evening, 'America/New_York')).toBeNull();
    expect(elsewhereWords(evening, 'America/Toronto')).toBeNull();
  });
});
