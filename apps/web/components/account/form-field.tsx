import { type InputHTMLAttributes, useId } from 'react';

type FieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className'> & {
  readonly label: string;
  /** What is wrong with it. */
  readonly error?: string | undefined;
  readonly hint?: string;
};

/** A field with its label above, and below it what it must be like or what is wrong with it. */
export function FormField({ label, error, hint, ...input }: FieldProps) {
  const id = useId();
  const said = error ?? hint;
  return (
    <div>
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <input
        {...input}
        id={id}
        aria-invalid={error !== undefined}
        aria-describedby={said === undefined ? undefined : `${id}-said`}
        className="mt-1 h-11 w-full rounded-xl border border-control bg-surface px-3 text-base aria-invalid:border-danger sm:text-sm"
      />
      {said !== undefined && (
        <p
          id={`${id}-said`}
          // New: read out as it appears.
          key={error}
          role={error === undefined ? undefined : 'alert'}
          className={`mt-1 text-xs ${error === undefined ? 'text-muted' : 'font-medium text-danger'}`}
        >
          {said}
        </p>
      )}
    </div>
  );
}
