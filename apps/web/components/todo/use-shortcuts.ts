import { type RefObject, useEffect } from 'react';
import type { Notices } from '../../lib/notices.ts';

/** `/` goes to the field for a new task; Ctrl+Z or Cmd+Z takes back the latest change that can be. */
export function useShortcuts(field: RefObject<HTMLInputElement | null>, notices: Notices): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
      const hasCommand = event.ctrlKey || event.metaKey;
      if (
        event.key === '/' &&
        !hasCommand &&
        !(event.target instanceof HTMLInputElement && event.target.type === 'text')
      ) {
        event.preventDefault();
        field.current?.focus();
      }
      if (event.key.toLowerCase() === 'z' && hasCommand && !event.shiftKey && notices.undoLatest()) {
        event.preventDefault();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [field, notices]);
}

/** An empty field has nothing of its own to undo, so it does not count. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'text' && target.value !== '';
}
