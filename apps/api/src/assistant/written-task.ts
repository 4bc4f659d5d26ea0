/** Owns turning what was read in a sentence into what the task list takes: local times get the person's time zone. Pure. */

import type { DueInput, NewTask, Priority, Recurrence } from '@todo-chatbot/contracts';
import type { LocalMoment, Recurrence as SpokenRecurrence, TaskDraft } from '@todo-chatbot/understanding';

/** @param moment `2026-11-20` or `2026-11-20T17:30:00` on the clocks of `timeZone` */
export function toDue(moment: LocalMoment, timeZone: string): DueInput {
  return moment.includes('T') ? { at: moment, timeZone } : { date: moment };
}

export function toRecurrence({ rrule, anchor }: SpokenRecurrence): Recurrence {
  return { rrule, fromCompletion: anchor === 'completion' };
}

/** `undefined` where nothing was stated. */
export function toTaskFields(draft: Omit<TaskDraft, 'title' | 'duePeriod'>, timeZone: string) {
  return {
    ...(draft.due !== null && { due: toDue(draft.due, timeZone) }),
    ...(draft.recurrence !== null && { recurrence: toRecurrence(draft.recurrence) }),
    ...(draft.priority !== null && { priority: draft.priority satisfies Priority }),
    ...(draft.labels.length > 0 && { labels: [...draft.labels] }),
  };
}

export function toNewTask(draft: Omit<TaskDraft, 'duePeriod'>, timeZone: string): NewTask {
  return {
    title: draft.title,
    notes: null,
    due: null,
    priority: 'p4',
    labels: [],
    subtasks: [],
    recurrence: null,
    ...toTaskFields(draft, timeZone),
    ...(draft.project !== null && { projectName: draft.project }),
  };
}
