import type { ReactNode } from 'react';

export const fieldStyle =
  'h-9 w-full min-w-0 cursor-pointer rounded-lg bg-transparent px-2 text-sm transition-colors hover:bg-sunken';

/** One line of the details: an icon, its name for screen readers, and what changes it. */
export function Fact(props: {
  readonly icon: ReactNode;
  readonly name: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-start gap-1">
      <dt className="flex h-9 items-center gap-2 text-muted pointer-coarse:h-11 text-sm [&>svg]:size-4.5">
        {props.icon}
        {props.name}
      </dt>
      <dd>{props.children}</dd>
    </div>
  );
}
