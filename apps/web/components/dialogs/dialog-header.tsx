import { CloseIcon } from '../icons.tsx';

/** The title of a dialog, and a button that closes it. */
export function DialogHeader({ title, close }: { readonly title: string; readonly close: () => void }) {
  return (
    <div className="flex items-start justify-between">
      <h2 className="font-semibold text-lg tracking-tight">{title}</h2>
      <button
        type="button"
        onClick={close}
        aria-label="Close"
        className="-m-2 grid size-10 place-items-center rounded-xl text-muted hover:text-ink"
      >
        <CloseIcon />
      </button>
    </div>
  );
}
