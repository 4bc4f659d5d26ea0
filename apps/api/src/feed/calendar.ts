/** Pure: due tasks as an iCalendar file (RFC 5545), for calendars to show and to remind of. */

import type { Task } from '@todo-chatbot/contracts';
import ical, {
  ICalAlarmRelatesTo,
  ICalAlarmType,
  ICalCalendarMethod,
  ICalEventTransparency,
} from 'ical-generator';

/** How long a task at a time of day stands in the calendar, minutes: it has no length, and nothing would be seen of one without. */
const shownMinutes = 30;
/** Calendars ask again after this; most take it for a hint. */
const refreshSeconds = 15 * 60;

/**
 * Events and not VTODO, which most calendars leave out. Completed tasks and those without a date are not in it.
 *
 * @param options.timeZone of the account: whose days the days without a time are
 */
export function toCalendar(
  tasks: readonly Task[],
  options: { readonly now: Temporal.Instant; readonly timeZone: string },
): string {
  const calendar = ical({
    name: 'Todo Chatbot',
    prodId: { company: 'todo-chatbot', product: 'feed', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: refreshSeconds,
    timezone: options.timeZone,
  });
  for (const task of tasks) {
    const { due } = task;
    if (due === null || task.completed) continue;
    const allDay = 'date' in due;
    const start = allDay
      ? Temporal.PlainDate.from(due.date)
      : Temporal.Instant.from(due.at).toZonedDateTimeISO(due.timeZone);
    const event = calendar.createEvent({
      id: `${task.id}@todo-chatbot`,
      stamp: new Date(options.now.epochMilliseconds),
      summary: task.title,
      description: task.notes ?? null,
      start,
      ...(start instanceof Temporal.ZonedDateTime
        ? { end: start.add({ minutes: shownMinutes }), timezone: start.timeZoneId }
        : { allDay: true }),
      // A task does not make anybody busy.
      transparency: ICalEventTransparency.TRANSPARENT,
      categories: task.labels.map((name) => ({ name })),
      priority: { p1: 1, p2: 4, p3: 6, p4: 9 }[task.priority],
      sequence: task.version,
      created: new Date(task.createdAt),
      lastModified: new Date(task.updatedAt),
      ...(task.recurrence === null || task.recurrence.fromCompletion
        ? {}
        : { repeating: `RRULE:${task.recurrence.rrule}` }),
    });
    // For a day: at nine in the morning of it, the calendar's own time. What comes after is taken for after its end otherwise.
    event
      .createAlarm({ type: ICalAlarmType.display, trigger: allDay ? -9 * 3600 : 0 })
      .relatesTo(ICalAlarmRelatesTo.start);
  }
  return calendar.toString();
}
