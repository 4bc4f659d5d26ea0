import { useMutation, useQuery } from '@tanstack/react-query';
import { conversationsKey, conversationsQuery } from '../../lib/conversation-query.ts';
import { TrashIcon } from '../icons.tsx';
import { useTaskServices } from '../todo/task-services.tsx';

/** Earlier conversations, the latest first. */
export function ConversationList(props: {
  readonly current: string;
  readonly choose: (id: string) => void;
  readonly begin: () => void;
}) {
  const { current, choose, begin } = props;
  const { api, client, timeZone } = useTaskServices();
  const { data: conversations, error } = useQuery(conversationsQuery(api));
  const remove = useMutation({
    mutationFn: (id: string) => api.removeConversation(id),
    onSuccess: (_nothing, id) => {
      if (id === current) begin();
    },
    onSettled: () => client.invalidateQueries({ queryKey: conversationsKey }),
  });
  const problem = remove.error ?? error;

  return (
    <section aria-label="Earlier conversations" className="min-h-0 flex-1 overflow-y-auto p-3">
      {problem !== null && (
        <p role="alert" className="p-2 text-danger text-sm">
          {problem.message}
        </p>
      )}
      {conversations?.length === 0 && <p className="p-2 text-muted text-sm">Nothing has been said yet.</p>}
      <ul className="grid gap-0.5">
        {conversations?.map(({ id, title, updatedAt }) => (
          <li key={id} className="flex items-center rounded-lg hover:bg-sunken">
            <button
              type="button"
              aria-current={id === current || undefined}
              onClick={() => choose(id)}
              className="min-w-0 flex-1 rounded-lg px-3 py-2 text-left text-sm aria-[current=true]:font-medium"
            >
              <span className="block truncate">{title}</span>
              <time dateTime={updatedAt} className="text-muted text-xs">
                {new Date(updatedAt).toLocaleString('en-GB', {
                  dateStyle: 'medium',
                  timeStyle: 'short',
                  timeZone,
                })}
              </time>
            </button>
            <button
              type="button"
              aria-label={`Delete the conversation ${title}`}
              onClick={() => remove.mutate(id)}
              className="grid size-10 place-items-center rounded-lg text-muted hover:text-danger"
            >
              <TrashIcon className="size-4.5" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
