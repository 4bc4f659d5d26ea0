/** Owns the keys of the application. They rest while a person types, and while a dialog is open. */

import { useEffect, useRef } from 'react';

export type Shortcuts = {
  readonly quickAdd: () => void;
  readonly search: () => void;
  readonly chat: () => void;
  readonly filter: () => void;
  readonly move: (step: 1 | -1) => void;
  readonly complete: () => void;
  readonly select: () => void;
  readonly remove: () => void;
  readonly undo: () => void;
  readonly palette: () => void;
  readonly help: () => void;
  readonly settings: () => void;
  readonly dismiss: () => void;
};

export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const action = actionOf(event);
      if (action === null) return;
      event.preventDefault();
      action(latest.current);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function actionOf(event: KeyboardEvent): ((shortcuts: Shortcuts) => void) | null {
  if (event.defaultPrevented || event.altKey || event.isComposing) return null;
  if (document.querySelector('dialog[open]') !== null) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) {
    if (key === 'k') return ({ palette }) => palette();
    // A field with something in it undoes its own text.
    if (key === 'z' && !event.shiftKey && !isTyping(event.target, { emptyCounts: false }))
      return ({ undo }) => undo();
    return null;
  }
  if (key === 'Escape') return ({ dismiss }) => dismiss();
  if (isTyping(event.target, { emptyCounts: true })) return null;
  switch (key) {
    case 'q':
      return ({ quickAdd }) => quickAdd();
    case '/':
      return ({ search }) => search();
    case 'c':
      return ({ chat }) => chat();
    case 'f':
      return ({ filter }) => filter();
    case '?':
      return ({ help }) => help();
    case ',':
      return ({ settings }) => settings();
    case 'j':
      return ({ move }) => move(1);
    case 'k':
      return ({ move }) => move(-1);
    case 'e':
      return ({ complete }) => complete();
    case 'x':
      return ({ select }) => select();
    case 'Delete':
      return ({ remove }) => remove();
    default:
      return null;
  }
}

function isTyping(target: EventTarget | null, { emptyCounts }: { readonly emptyCounts: boolean }): boolean {
  if (target instanceof HTMLSelectElement) return emptyCounts;
  const isField =
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio');
  return isField && (emptyCounts || target.value !== '');
}
