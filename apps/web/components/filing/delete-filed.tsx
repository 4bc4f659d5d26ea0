import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { FilingKind } from '../../lib/api-client.ts';
import { filedUseQuery, wordsOfUse } from '../../lib/filed-use.ts';
import type { FiledItem } from '../../lib/filing-actions.ts';
import { destructiveButton, plainButton } from '../buttons.ts';
import { Modal } from '../dialogs/modal.tsx';
import { useTaskServices } from '../todo/task-services.tsx';

/** Deletes a project or a label; asks first where it has tasks, and says how many and what becomes of them. */
export function DeleteFiled(props: {
  readonly kind: FilingKind;
  readonly item: FiledItem;
  readonly close: () => void;
  readonly remove: () => void;
}) {
  const { kind, item, close, remove } = props;
  const { api } = useTaskServices();
  const { data: use, error } = useQuery(filedUseQuery(api, kind, item));
  const isUnused = use !== undefined && use.open + use.done === 0;
  const act = () => {
    close();
    remove();
  };
  const actUnasked = useEffectEvent(act);
  useEffect(() => {
    if (isUnused) actUnasked();
  }, [isUnused]);

  if ((use === undefined && error === null) || isUnused) return null;
  const title = `Delete ${kind === 'projects' ? 'the project' : 'the label'} “${item.name}”?`;
  return (
    <Modal label={title} shape="centre" close={close}>
      <div className="grid gap-4 p-6">
        <h2 className="wrap-anywhere font-semibold text-lg tracking-tight">{title}</h2>
        <p className="text-muted text-sm leading-6">
          {use === undefined ? 'How many tasks it has could not be read.' : wordsOfUse(kind, use)}{' '}
          {kind === 'projects'
            ? 'No task is deleted: those of the project go to the inbox.'
            : 'No task is deleted: those with the label lose it.'}{' '}
          You can undo it.
        </p>
        <div className="flex justify-end gap-2">
          <button type="button" className={plainButton} onClick={close}>
            Cancel
          </button>
          <button type="button" className={destructiveButton} onClick={act}>
            Delete
          </button>
        </div>
      </div>
    </Modal>
  );
}
