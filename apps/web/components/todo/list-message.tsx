import type { ReactNode } from 'react';

/** What stands in the list's place when there are no rows: an icon, one sentence, and what to do. */
export function ListMessage(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly role?: 'alert';
}) {
  return (
    <div
      role={props.role}
      className="flex min-h-57 flex-col items-center justify-center gap-1.5 rounded-2xl border border-line border-dashed px-6 py-10 text-center"
    >
      <span className="mb-2 grid size-12 place-items-center rounded-full bg-accent-soft text-accent">
        {props.icon}
      </span>
      <p className="font-medium">{props.title}</p>
      {props.children}
    </div>
  );
}
