/** Owns finding the project and the labels that a client names, and making those that are not there. */

import type { Scope } from '../scope.ts';
import type { TaskParts } from '../tasks.ts';

type Filing = {
  readonly projectId?: string | null | undefined;
  readonly projectName?: string | undefined;
  readonly labels?: readonly string[] | undefined;
};
type Filed<T extends Filing> = Omit<T, 'projectName'>;

export async function resolveFiling<T extends Filing>(
  parts: Pick<TaskParts, 'projects' | 'labels' | 'newId' | 'now'>,
  scope: Scope,
  wanted: T,
): Promise<Filed<T>> {
  const { projectName, ...rest } = wanted;
  const birth = () => ({ id: parts.newId(), now: parts.now().toString() });
  const filed: { projectId?: string; labels?: string[] } = {};
  if (projectName !== undefined) filed.projectId = await parts.projects.ensure(scope, projectName, birth());
  if (wanted.labels !== undefined && wanted.labels.length > 0) {
    filed.labels = [...(await parts.labels.ensure(scope, wanted.labels, wanted.labels.map(birth)))];
  }
  return { ...rest, ...filed };
}
