/** Owns taking tasks in from a file: as new ones, with the past that they had. */

import type { NewTask, TransferredTask } from '@todo-chatbot/contracts';
import type { Refusal } from '../planning/plan.ts';
import { planNewTask } from '../planning/plan-new-task.ts';
import type { Scope } from '../scope.ts';
import type { AddManyOutcome, TaskParts } from '../tasks.ts';
import { addTasks } from './add-tasks.ts';

export function importTasks(
  parts: TaskParts,
  scope: Scope,
  tasks: readonly TransferredTask[],
): Promise<AddManyOutcome> {
  const wanted = tasks.map((task): NewTask => {
    return { ...contentOf(task), ...(task.project === null ? {} : { projectName: task.project }) };
  });
  return addTasks(
    { ...parts, projects: remembered(parts.projects) },
    {
      scope,
      tasks: wanted,
      key: null,
      pasts: tasks.map(({ completedAt, createdAt }) => ({ completedAt, createdAt })),
    },
  );
}

/** The first task that cannot be, found without touching any storage: what an import needs is made only if there is none. */
export function refusedImport(
  parts: Pick<TaskParts, 'now' | 'newId'>,
  scope: Scope,
  tasks: readonly TransferredTask[],
): Refusal | null {
  const context = { now: parts.now(), timeZone: scope.timeZone, newId: parts.newId };
  for (const [index, task] of tasks.entries()) {
    const plan = planNewTask(contentOf(task), context);
    if (plan.status === 'refused') return { ...plan, pointer: `/tasks/${index}${plan.pointer}` };
  }
  return null;
}

function contentOf(task: TransferredTask): Omit<NewTask, 'projectName'> {
  const { project: _project, completedAt: _completed, createdAt: _created, ...content } = task;
  return content;
}

/** Many tasks lie in few projects: each name is looked up once. */
function remembered(projects: TaskParts['projects']): TaskParts['projects'] {
  const known = new Map<string, Promise<string>>();
  return {
    ...projects,
    ensure: (scope, name, birth) => {
      const key = name.toLowerCase();
      const found = known.get(key) ?? projects.ensure(scope, name, birth);
      known.set(key, found);
      return found;
    },
  };
}
