import { useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { taskQuery } from '../../lib/task-query.ts';
import { useTaskServices } from './task-services.tsx';

const nothingHidden: ReadonlySet<string> = new Set();

/** The tasks as they are shown: without those whose deletion waits for its undo time. */
export function useTasks() {
  const { api, actions } = useTaskServices();
  const { data, error, refetch, isFetching } = useQuery(taskQuery(api));
  const { subscribe, hidden } = actions.deletions;
  const hiddenIds = useSyncExternalStore(subscribe, hidden, () => nothingHidden);
  const tasks = useMemo(() => data?.filter((task) => !hiddenIds.has(task.id)), [data, hiddenIds]);
  return { tasks, error, refetch, isFetching };
}
