import { type ReactNode, useId } from 'react';

/** One part of the settings: what it is, in a sentence what it does, and its controls. */
export function Setting(props: {
  readonly title: string;
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}) {
  const { title, hint, children } = props;
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-line border-t py-5">
      <h3 id={id} className="font-medium text-base">
        {title}
      </h3>
      {hint !== undefined && <p className="mt-1 text-muted text-sm">{hint}</p>}
      <div className="mt-3 grid grid-cols-1 gap-3">{children}</div>
    </section>
  );
}
