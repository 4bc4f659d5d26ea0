import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { touching } from './changing.ts';
import { followChanges } from './live.ts';

class FakeSource extends EventTarget {
  readyState = 1;
  close = vi.fn();
  tell(kinds: readonly string[]): void {
    this.dispatchEvent(new MessageEvent('change', { data: JSON.stringify({ kinds }) }));
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start() {
  const client = new QueryClient();
  client.setQueryData(['tasks', 'list'], []);
  client.setQueryData(['projects'], []);
  const opened: FakeSource[] = [];
  const end = followChanges({
    client,
    open: () => {
      const source = new FakeSource();
      opened.push(source);
      return source as unknown as EventSource;
    },
  });
  const isOld = (...key: string[]) => client.getQueryState(key)?.isInvalidated;
  return { client, opened, end, isOld };
}

it('reads again what has changed, and nothing else', () => {
  const { opened, isOld } = start();
  opened[0]?.tell(['tasks']);
  expect([isOld('tasks', 'list'), isOld('projects')]).toEqual([true, false]);
});

it('leaves what this page is just changing', async () => {
  const { client, opened, isOld } = start();
  const mutation = client
    .getMutationCache()
    .build(client, { meta: touching(['tasks']), mutationFn: () => new Promise(() => undefined) });
  void mutation.execute(undefined);
  opened[0]?.tell(['tasks', 'projects']);
  expect([isOld('tasks', 'list'), isOld('projects')]).toEqual([false, true]);
});

it('opens another stream where the answer was none, and none after its end', () => {
  const { opened, end } = start();
  const fail = (source: FakeSource | undefined) => {
    if (source === undefined) throw new Error('not opened');
    source.readyState = 2;
    source.dispatchEvent(new Event('error'));
  };
  fail(opened[0]);
  vi.advanceTimersByTime(60_000);
  expect(opened).toHaveLength(2);
  fail(opened[1]);
  end();
  vi.advanceTimersByTime(60_000);
  expect(opened).toHaveLength(2);
  expect(opened[1]?.close).toHaveBeenCalled();
});
