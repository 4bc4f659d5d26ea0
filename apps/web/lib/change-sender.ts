/** Owns how a change goes to the API: one after the other where they touch the same, with what is said when it fails, and taken back on demand. */

import type { QueryClient } from '@tanstack/react-query';
import type { Activity, ChangeKind } from '@todo-chatbot/contracts';
import type { ApiClient } from './api-client.ts';
import { ApiError } from './api-error.ts';
import { changing, touching } from './changing.ts';
import { type Notices, undoTimeMs } from './notices.ts';
import { quoteTitle } from './quote-title.ts';
import { hideTask, replaceTask } from './task-cache.ts';

export type SentChange<Result> = {
  /** Changes with the same name wait for each other. */
  readonly queue: string;
  /** What it may change at the API: what shows any of it is read anew after it, and nothing else. */
  readonly touches: readonly ChangeKind[];
  readonly request: () => Promise<Result>;
  readonly sent: (result: Result, isLatest: boolean) => void;
  readonly refused: (error: unknown) => void;
};

export type ChangeSender = {
  send<Result>(change: SentChange<Result>): void;
  /** Says that something was not done, and offers to try again where that may help. */
  refuse(what: string, error: unknown, again: () => void): void;
  /** @param ended whether the offer was taken; absent: there is none */
  offer(text: string, ended?: (isTaken: boolean) => void): void;
  /** @param undone called once it was taken back */
  offerUndo(text: string, activityId: string | null, undone?: () => void): void;
  /** @param activityId absent: the account's latest action, whoever did it */
  undo(activityId?: string, undone?: () => void): void;
};

export function createChangeSender(options: {
  readonly api: Pick<ApiClient, 'undo'>;
  readonly client: QueryClient;
  readonly notices: Notices;
}): ChangeSender {
  const { api, client, notices } = options;

  /**
   * What is shown is the latest change: neither the answer to an earlier one of the same task nor a list that was asked
   * for before may replace it. After the last change of a kind what shows it is read anew.
   */
  const send = <Result>(change: SentChange<Result>): void => {
    const { queue, touches } = change;
    const mutationKey = ['change', queue];
    const isLatest = () => client.isMutating({ mutationKey }) === 1;
    const mutation = client.getMutationCache().build<Result, unknown, void, void>(client, {
      mutationKey,
      meta: touching(touches),
      scope: { id: queue },
      mutationFn: async () => {
        await Promise.all(touches.map((kind) => client.cancelQueries({ queryKey: [kind] })));
        return change.request();
      },
      onSuccess: (result) => change.sent(result, isLatest()),
      onError: (error) => change.refused(error),
      onSettled: () => {
        for (const kind of touches)
          if (changing(client, kind) === 1) void client.invalidateQueries({ queryKey: [kind] });
      },
    });
    // Its failure was shown by onError.
    mutation.execute().catch(() => undefined);
  };

  const refuse = (what: string, error: unknown, again: () => void) => {
    const isTemporary = !(error instanceof ApiError) || error.isTemporary;
    notices.show({
      tone: 'error',
      text: `${what} ${error instanceof ApiError ? error.message : 'Something unexpected happened.'}`,
      ...(isTemporary && { offer: { label: 'Try again' } }),
      lifetimeMs: null,
      ended: (how) => {
        if (how === 'acted') again();
      },
    });
  };

  const undo = (activityId?: string, undone?: () => void): void =>
    send({
      queue: 'undo',
      touches: ['tasks', 'projects', 'labels'],
      request: () => api.undo(activityId),
      sent: ({ tasks, deletedIds, undone: what }) => {
        for (const id of deletedIds) hideTask(client, id);
        for (const task of tasks) replaceTask(client, task.id, task);
        undone?.();
        if (activityId === undefined)
          notices.show({ tone: 'neutral', text: `Took back: ${wordsOf(what)}`, lifetimeMs: undoTimeMs });
      },
      refused: (error) => refuse('Nothing was taken back.', error, () => undo(activityId, undone)),
    });

  /** One offer at a time: what was done before it can still be taken back by Ctrl+Z. */
  const offer: ChangeSender['offer'] = (text, ended) => {
    for (const { id, offer } of notices.current()) if (offer?.label === 'Undo') notices.close(id);
    notices.show({
      tone: 'neutral',
      text,
      ...(ended !== undefined && { offer: { label: 'Undo' }, ended: (how) => ended(how === 'acted') }),
      lifetimeMs: undoTimeMs,
    });
  };

  const offerUndo: ChangeSender['offerUndo'] = (text, activityId, undone) =>
    offer(
      text,
      activityId === null
        ? undefined
        : (isTaken) => {
            if (isTaken) undo(activityId, undone);
          },
    );

  return { send, refuse, offer, offerUndo, undo };
}

function wordsOf({ kind, tasks, subject }: Activity): string {
  const [first] = tasks;
  const others = tasks.length > 1 ? ` and ${tasks.length - 1} more` : '';
  if (subject) return `${subject.type} ${quoteTitle(subject.name)} ${kind}`;
  return first === undefined ? 'the last change' : `${quoteTitle(first.title)}${others} ${kind}`;
}
