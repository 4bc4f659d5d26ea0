/** Owns which resources the todo domain has over HTTP. */

import {
  label,
  labelChanges,
  labelList,
  newLabel,
  newProject,
  project,
  projectChanges,
  projectList,
} from '@todo-chatbot/contracts';
import type { Domain } from '../todos/domain.ts';
import { filingRoutes } from './filing-routes.ts';
import type { Router } from './openapi/operation.ts';
import { taskRoutes } from './tasks/task-routes.ts';
import { undoRoutes } from './undo.ts';

export function todoRoutes(domain: Domain): readonly Router[] {
  return [
    taskRoutes(domain.tasks),
    undoRoutes(domain),
    filingRoutes({
      noun: 'project',
      plural: 'projects',
      filing: domain.projects,
      schemas: { one: project, list: projectList, wanted: newProject, changes: projectChanges },
      removal: 'its tasks go to the inbox',
    }),
    filingRoutes({
      noun: 'label',
      plural: 'labels',
      filing: domain.labels,
      schemas: { one: label, list: labelList, wanted: newLabel, changes: labelChanges },
      removal: 'its tasks lose it',
    }),
  ];
}
