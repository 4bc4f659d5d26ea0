/** Owns taking tasks in from a file: what stands against one, and adding them as new ones with the past that they had. */

import type { NewTask, TransferredTask } from '@todo-chatbot/contracts';
import type { Refusal } from '../planning/plan.ts';
import { planNewTask } from '../planning/plan-new-task.ts';
import type { Scope } from '../scope.ts';
import type { AddManyOutcome, TaskParts } from '../tasks.ts';
import { addTasks } from './add-tasks.ts';

export async function importTasks(
  parts: TaskParts,
  scope: Scope,
  tasks: readonly TransferredTask[],
): Promise<AddManyOutcome> {
  const wanted = tasks.map((task): NewTask => {
    return { ...contentOf(task), ...(task.project === null ? {} : { projectName: task.project }) };
  });
  return await addTasks(await remembered(parts, scope, tasks), {
    scope,
    tasks: wanted,
    key: null,
    pasts: tasks.map(({ completedAt, createdAt }) => ({ completedAt, createdAt })),
  });
}

/** The tasks that cannot be, each by its place, found without touching any storage. */
export function refusedTasks(
  parts: Pick<TaskParts, 'now' | 'newId'>,
  scope: Scope,
  tasks: readonly TransferredTask[],
): readonly (Refusal & { readonly index: number })[] {
  const context = { now: parts.now(), timeZone: scope.timeZone, newId: parts.newId };
  return tasks.flatMap((task, index) => {
    const plan = planNewTask(contentOf(task), context);
    return plan.status === 'refused' ? [{ ...plan, index }] : [];
  });
}

function contentOf(task: TransferredTask): Omit<NewTask, 'projectName'> {
  const { project: _project, completedAt: _completed, createdAt: _created, ...content } = task;
  return content;
}

/** Many tasks lie in few projects and have few labels: each name is looked up once, before the first task. */
async function remembered(
  parts: TaskParts,
  scope: Scope,
  tasks: readonly TransferredTask[],
): Promise<TaskParts> {
  const birth = () => ({ id: parts.newId(), now: parts.now().toString() });
  const projects = new Map<string, string>();
  for (const { project } of tasks)
    if (project !== null && !projects.has(project.toLowerCase()))
      projects.set(project.toLowerCase(), await parts.projects.ensure(scope, project, birth()));
  const wanted = new Map(tasks.flatMap((task) => task.labels).map((label) => [label.toLowerCase(), label]));
  const spelt =
    wanted.size === 0 ? [] : await parts.labels.ensure(scope, [...wanted.values()], [...wanted].map(birth));
  const labels = new Map(spelt.map((label) => [label.toLowerCase(), label]));
  return {
    ...parts,
    projects: { ...parts.projects, ensure: async (_scope, name) => projects.get(name.toLowerCase()) ?? '' },
    labels: {
      ...parts.labels,
      ensure: async (_scope, names) => [
        ...new Set(names.map((name) => labels.get(name.toLowerCase()) ?? name)),
      ],
    },
  };
}
