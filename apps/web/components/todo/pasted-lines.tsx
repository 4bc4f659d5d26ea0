import { useEffect, useRef } from 'react';
import { plainButton, primaryButton } from '../buttons.ts';

/** Asks what several pasted lines are to be: a task each, or one. Enter takes the first, Escape neither. */
export function PastedLines(props: {
  readonly lines: readonly string[];
  readonly addEach: () => void;
  readonly keepOne: () => void;
  readonly cancel: () => void;
}) {
  const { lines, addEach, keepOne, cancel } = props;
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape anywhere in it; every action is a button
    <div
      className="border-line border-t px-4 pt-3 pb-3.5 text-sm"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        cancel();
      }}
    >
      <p role="status" className="line-clamp-2 wrap-anywhere text-muted">
        {lines.length} lines: {lines.slice(0, 3).join(' · ')}
        {lines.length > 3 && ' …'}
      </p>
      <div className="mt-2.5 flex flex-wrap gap-2">
        <button ref={first} type="button" onClick={addEach} className={primaryButton}>
          Add {lines.length} tasks
        </button>
        <button type="button" onClick={keepOne} className={plainButton}>
          Keep as one
        </button>
      </div>
    </div>
  );
}
