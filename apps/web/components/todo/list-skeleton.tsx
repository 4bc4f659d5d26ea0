const widths = ['w-3/5', 'w-2/5', 'w-1/2', 'w-1/3'] as const;

/** Rows of the same height as tasks, while the list is not known. */
export function ListSkeleton() {
  return (
    <div
      role="status"
      className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface shadow-lifted"
    >
      <span className="sr-only">Loading your tasks…</span>
      {widths.map((width) => (
        <div key={width} className="box-content flex h-14 animate-pulse items-center gap-3 px-4">
          <span className="size-5.5 rounded-full bg-line" />
          <span className={`h-3.5 rounded-full bg-line ${width}`} />
        </div>
      ))}
    </div>
  );
}
