/** Owns what a new task is. Pure. */

import { blankTask, type NewTask } from '@todo-chatbot/contracts';
import type { Plan, PlanContext } from './plan.ts';
import { planSchedule } from './plan-schedule.ts';
import { planSubtasks } from './plan-subtasks.ts';

export function planNewTask(task: Omit<NewTask, 'projectName'>, context: PlanContext): Plan {
  const schedule = planSchedule({ due: task.due, recurrence: task.recurrence }, context);
  if (schedule.status === 'refused') return schedule;
  const subtasks = planSubtasks(task.subtasks, [], context);
  if (subtasks.status === 'refused') return subtasks;
  const now = context.now.toString({ fractionalSecondDigits: 3 });
  return {
    status: 'planned',
    record: {
      ...blankTask(),
      id: context.newId(),
      title: task.title,
      notes: task.notes,
      due: schedule.due,
      priority: task.priority,
      projectId: task.projectId ?? null,
      labels: task.labels,
      subtasks: subtasks.subtasks,
      recurrence: schedule.recurrence,
      createdAt: now,
      updatedAt: now,
      number: null,
      dueLocal: schedule.dueLocal,
    },
  };
}
