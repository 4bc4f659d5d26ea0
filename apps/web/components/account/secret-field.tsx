import { useRef, useState } from 'react';
import { plainButton } from '../buttons.ts';

/** What is shown this once, to be copied. */
export function SecretField({ label, value }: { readonly label: string; readonly value: string }) {
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setSaid('Copied.');
    } catch {
      // Without TLS browsers give no clipboard: the person copies what is marked.
      field.current?.focus();
      field.current?.select();
      setSaid('It is marked: press Ctrl C to copy it.');
    }
  };
  return (
    <div className="rounded-xl bg-accent-soft p-3">
      <p className="font-medium text-sm">Copy it now: it is not shown again.</p>
      <div className="mt-2 flex gap-2">
        <input
          ref={field}
          readOnly
          aria-label={label}
          value={value}
          onFocus={({ currentTarget }) => currentTarget.select()}
          className="h-11 min-w-0 flex-1 rounded-xl border border-control bg-surface px-3 font-mono text-sm sm:h-10"
        />
        <button type="button" onClick={() => void copy()} className={plainButton}>
          Copy
        </button>
      </div>
      <p role="status" className="mt-1 min-h-4 text-xs">
        {said}
      </p>
    </div>
  );
}
