import { useSyncExternalStore } from 'react';

/** Says that what is shown may be old: in a place of its own, so that nothing moves. */
export function ConnectionStatus({ isLost }: { readonly isLost: boolean }) {
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <p role="status" className="whitespace-nowrap text-xs">
      {isLost && (
        <span className="enter-rise flex items-center gap-2 rounded-full bg-danger-soft px-3 py-1.5 font-medium text-danger">
          <span className="size-1.5 animate-pulse rounded-full bg-current" />
          {isOnline ? 'Reconnecting…' : 'You are offline'}
        </span>
      )}
    </p>
  );
}

function subscribe(notify: () => void): () => void {
  window.addEventListener('online', notify);
  window.addEventListener('offline', notify);
  return () => {
    window.removeEventListener('online', notify);
    window.removeEventListener('offline', notify);
  };
}
