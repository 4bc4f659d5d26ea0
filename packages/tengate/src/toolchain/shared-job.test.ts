import { describe, expect, it } from 'vitest';
import type { ProgressEvent } from '../ports/progress.ts';
import { startSharedJob } from './shared-job.ts';

const quiet = { progress: () => undefined };

/** A job that runs until it is told to end, or cancelled, and notes that it cleaned up. */
function openJob() {
  const end = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const seen = { started: 0, cleanedUp: false };
  const job = startSharedJob(async (progress, signal) => {
    seen.started += 1;
    begun.resolve();
    progress({ kind: 'notice', text: 'begun' });
    signal.addEventListener('abort', () => end.reject(signal.reason));
    try {
      await end.promise;
    } finally {
      await Promise.resolve();
      seen.cleanedUp = true;
    }
  });
  return { job, end, seen, begun: begun.promise };
}

describe('a shared job', () => {
  it('runs once for all callers and tells each its progress', async () => {
    const { job, end, seen } = openJob();
    const events: ProgressEvent[] = [];
    const first = job.join({ progress: (event) => events.push(event) });
    const second = job.join(quiet);
    end.resolve();
    await Promise.all([first, second]);
    expect(seen.started).toBe(1);
    expect(events).toEqual([{ kind: 'notice', text: 'begun' }]);
    expect(job.isOpen()).toBe(false);
  });

  it('goes on for the others when one gives up', async () => {
    const { job, end, seen } = openJob();
    const one = new AbortController();
    const leaving = job.join({ ...quiet, signal: one.signal });
    const staying = job.join({ ...quiet, signal: new AbortController().signal });
    one.abort(new Error('gave up'));
    await expect(leaving).rejects.toThrow('gave up');
    expect(seen.cleanedUp).toBe(false);
    end.resolve();
    await staying;
  });

  it('is cancelled by the last, who gets an answer only after it cleaned up', async () => {
    const { job, seen, begun } = openJob();
    const one = new AbortController();
    const leaving = job.join({ ...quiet, signal: one.signal });
    await begun;
    one.abort(new Error('gave up'));
    await expect(leaving).rejects.toThrow('gave up');
    expect(seen.cleanedUp).toBe(true);
    expect(job.isOpen()).toBe(false);
  });

  it('goes on in the background for a caller that has its part, and ends with it', async () => {
    const { job, seen } = openJob();
    const one = new AbortController();
    await job.join({ ...quiet, signal: one.signal }, Promise.resolve('part'));
    expect(job.isOpen()).toBe(true);
    one.abort(new Error('gave up'));
    await job.settled();
    expect(seen.cleanedUp).toBe(true);
  });

  it('does not even begin when cancelled at once', async () => {
    const { job, seen } = openJob();
    const one = new AbortController();
    const leaving = job.join({ ...quiet, signal: one.signal });
    one.abort(new Error('gave up'));
    await expect(leaving).rejects.toThrow('gave up');
    expect(seen.started).toBe(0);
  });

  it('fails for everyone who waits', async () => {
    const { job, end } = openJob();
    const callers = [job.join(quiet), job.join(quiet)];
    end.reject(new Error('broken'));
    for (const caller of callers) await expect(caller).rejects.toThrow('broken');
  });
});
