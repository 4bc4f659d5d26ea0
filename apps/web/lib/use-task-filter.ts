/** Owns the filter's place: the address, so that a reload, a bookmark and the back button keep it. */

import type { TaskStatus } from '@todo-chatbot/contracts';
import { useCallback, useSyncExternalStore } from 'react';
import { addressOfFilter, filterOfAddress } from './task-filter.ts';

const changed = 'taskfilterchange';

export function useTaskFilter(): readonly [TaskStatus, (filter: TaskStatus) => void] {
  const filter = useSyncExternalStore(subscribe, read, readOnServer);
  const setFilter = useCallback((next: TaskStatus) => {
    window.history.replaceState(window.history.state, '', addressOfFilter(next));
    window.dispatchEvent(new Event(changed));
  }, []);
  return [filter, setFilter];
}

const read = (): TaskStatus => filterOfAddress(window.location.search);
const readOnServer = (): TaskStatus => 'all';

function subscribe(notify: () => void): () => void {
  window.addEventListener(changed, notify);
  window.addEventListener('popstate', notify);
  return () => {
    window.removeEventListener(changed, notify);
    window.removeEventListener('popstate', notify);
  };
}
