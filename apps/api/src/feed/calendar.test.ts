import { blankTask, type Task } from '@todo-chatbot/contracts';
import { describe, expect, it } from 'vitest';
import { toCalendar } from './calendar.ts';

const now = Temporal.Instant.from('2026-11-29T12:00:00Z');

function linesOf(change: Partial<Task>): readonly string[] {
  const task = {
    ...blankTask(),
    id: '00000000-0000-4000-8000-000000000001',
    title: 'Call, "Ann"; now',
    createdAt: '2026-11-01T00:00:00.000Z',
    updatedAt: '2026-11-02T00:00:00.000Z',
    ...change,
  } as Task;
  // Long lines are folded (RFC 5545, 3.1).
  return toCalendar([task], { now, timeZone: 'Asia/Karachi' }).replaceAll('\r\n ', '').split('\r\n');
}

describe('the calendar', () => {
  it('has a task of a day as an event of that day, wherever one is', () => {
    const lines = linesOf({ due: { date: '2026-12-01' } });
    expect(lines).toContain('DTSTART;VALUE=DATE:20261201');
    expect(lines).toContain('SUMMARY:Call\\, "Ann"\\; now');
    expect(lines).toContain('UID:00000000-0000-4000-8000-000000000001@todo-chatbot');
    expect(lines).toContain('TRIGGER;RELATED=START:PT9H');
    expect(lines).toContain('X-WR-TIMEZONE:Asia/Karachi');
  });

  it('has a task of a time at that time of its zone, which a repetition keeps when the clocks change', () => {
    const lines = linesOf({
      due: { at: '2026-12-01T08:00:00.000Z', timeZone: 'Europe/Berlin' },
      recurrence: { rrule: 'FREQ=WEEKLY;BYDAY=TU', fromCompletion: false },
    });
    expect(lines).toContain('DTSTART;TZID=Europe/Berlin:20261201T090000');
    expect(lines).toContain('RRULE:FREQ=WEEKLY;BYDAY=TU');
  });

  it('repeats nothing whose next date nobody knows before it is completed', () => {
    const recurrence = { rrule: 'FREQ=DAILY;INTERVAL=3', fromCompletion: true };
    expect(linesOf({ due: { date: '2026-12-01' }, recurrence }).join('\n')).not.toContain('RRULE');
  });

  it('leaves out what is done and what has no date', () => {
    expect(linesOf({ due: null })).not.toContain('BEGIN:VEVENT');
    expect(linesOf({ due: { date: '2026-12-01' }, completed: true })).not.toContain('BEGIN:VEVENT');
  });
});
