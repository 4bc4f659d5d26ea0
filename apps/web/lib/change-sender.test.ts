import { QueryClient } from '@tanstack/react-query';
import type { ChangeKind } from '@todo-chatbot/contracts';
import { expect, it, vi } from 'vitest';
import { createChangeSender } from './change-sender.ts';
import { createNotices } from './notices.ts';

const kinds = ['tasks', 'projects', 'labels', 'conversations'] as const;
const patience = { timeout: 30_000 };

function start() {
  const client = new QueryClient({ defaultOptions: { mutations: { networkMode: 'always', retry: false } } });
  for (const kind of kinds) client.setQueryData([kind], []);
  const sender = createChangeSender({ api: { undo: vi.fn() }, client, notices: createNotices() });
  const send = (queue: string, ...touches: readonly ChangeKind[]) => {
    const answer = Promise.withResolvers<void>();
    const sent = vi.fn();
    sender.send({ queue, touches, request: () => answer.promise, sent, refused: sent });
    return { ...answer, over: () => vi.waitFor(() => expect(sent).toHaveBeenCalled(), patience) };
  };
  const old = () => kinds.filter((kind) => client.getQueryState([kind])?.isInvalidated);
  const becomesOld = (...expected: string[]) => vi.waitFor(() => expect(old()).toEqual(expected), patience);
  return { send, old, becomesOld };
}

it('reads anew what a change touches, and nothing else', async () => {
  const { send, becomesOld } = start();
  send('conversation 1', 'conversations').resolve();
  await becomesOld('conversations');
});

it('reads it anew as well when the change was refused', async () => {
  const { send, becomesOld } = start();
  send('1', 'tasks').reject(new Error('no'));
  await becomesOld('tasks');
});

it('waits for the last change of a kind, but not for those of others', async () => {
  const { send, old, becomesOld } = start();
  const first = send('1', 'tasks', 'labels');
  const second = send('2', 'tasks');
  const other = send('conversation 1', 'conversations');
  first.resolve();
  await first.over();
  await becomesOld('labels');
  other.resolve();
  await becomesOld('labels', 'conversations');
  expect(old()).not.toContain('tasks');
  second.resolve();
  await becomesOld('tasks', 'labels', 'conversations');
});
