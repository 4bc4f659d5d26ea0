import { useState } from 'react';
import { createFilingActions } from '../../lib/filing-actions.ts';
import { newUuid } from '../../lib/new-uuid.ts';
import type { FilingRequest } from '../app/filed-list.tsx';
import { useTaskServices } from '../todo/task-services.tsx';
import { DeleteFiled } from './delete-filed.tsx';
import { EditFiled } from './edit-filed.tsx';

/** Carries out what is to be done to a project or a label, with the person's word where it takes one. */
export function FilingDialog(props: { readonly request: FilingRequest; readonly close: () => void }) {
  const { request, close } = props;
  const { kind } = request;
  const { api, client, changes } = useTaskServices();
  const [actions] = useState(() => createFilingActions({ api, client, changes, newKey: newUuid }));

  switch (request.action) {
    case 'add':
      return <EditFiled kind={kind} close={close} save={(wanted) => actions.add(kind, wanted)} />;
    case 'edit':
      return (
        <EditFiled
          kind={kind}
          item={request.item}
          close={close}
          save={(wanted) => actions.change(kind, request.item, wanted)}
        />
      );
    case 'delete':
      return (
        <DeleteFiled
          kind={kind}
          item={request.item}
          close={close}
          remove={() => actions.remove(kind, request.item)}
        />
      );
  }
}
