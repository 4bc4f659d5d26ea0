import { CloudOffIcon } from '../icons.tsx';
import { ListMessage } from './list-message.tsx';

/** The tasks could not be read, and none are known from before. It is tried again by itself. */
export function ListError(props: {
  readonly error: Error;
  readonly isRetrying: boolean;
  readonly retry: () => void;
}) {
  return (
    <ListMessage
      role="alert"
      icon={<CloudOffIcon className="size-6" />}
      title="Your tasks cannot be shown right now"
    >
      <p className="max-w-sm text-muted text-sm">{props.error.message}</p>
      <p className="max-w-sm text-muted text-sm">It is tried again every few seconds.</p>
      <button
        type="button"
        onClick={props.retry}
        aria-disabled={props.isRetrying}
        className="mt-3 rounded-xl border border-line bg-surface px-4 py-2 font-medium text-sm shadow-sm transition-colors hover:border-control"
      >
        Try again now
      </button>
    </ListMessage>
  );
}
