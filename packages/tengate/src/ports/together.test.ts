import { describe, expect, it } from 'vitest';
import { together } from './together.ts';

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
  );

describe('doing several things at the same time', () => {
  it('gives every result in order', async () => {
    expect(await together(undefined, [async () => 1, async () => 'two'])).toEqual([1, 'two']);
  });

  it('aborts the others when one fails, and waits for their end before it says so', async () => {
    const seen: string[] = [];
    const other = async (signal: AbortSignal) => {
      await aborted(signal).catch(() => seen.push('cleaned up'));
    };
    const work = together(undefined, [other, () => Promise.reject(new Error('broken'))]);
    await expect(work).rejects.toThrow('broken');
    expect(seen).toEqual(['cleaned up']);
  });

  it('ends all when the caller aborts', async () => {
    const controller = new AbortController();
    const work = together(controller.signal, [aborted, aborted]);
    controller.abort(new Error('stop'));
    await expect(work).rejects.toThrow('stop');
  });
});
