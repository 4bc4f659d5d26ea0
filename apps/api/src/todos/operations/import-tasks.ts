/** Owns taking tasks in from a file: as new ones, with the past that they had. */

import type { NewTask, TransferredTask } from '@todo-chatbot/contracts';
import type { Scope } from '../scope.ts';
import type { AddManyOutcome, TaskParts } from '../tasks.ts';
import { addTasks } from './add-tasks.ts';

export function importTasks(
  parts: TaskParts,
  scope: Scope,
  tasks: readonly TransferredTask[],
): Promise<AddManyOutcome> {
  const wanted = tasks.map(({ project, completedAt: _completed, createdAt: _created, ...task }): NewTask => {
    return { ...task, ...(project === null ? {} : { projectName: project }) };
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
