import { describe, expect, it } from 'vitest';
import type { LongProcessEnd, StartLongProcess } from '../ports/long-process.ts';
import type { RunOutcome } from '../ports/process-runner.ts';
import type { ProgressEvent } from '../ports/progress.ts';
import { startLocalApplication } from './local-application.ts';

const local = {
  build: [{ name: 'all', command: ['npm', 'run', 'build'] }],
  processes: [
    {
      name: 'api',
      command: ['node', 'api.js'],
      env: { PORT: '7860' },
      health: 'http://127.0.0.1:7860/api/health',
    },
    { name: 'web', command: ['node', 'web.js'], env: {}, health: 'http://127.0.0.1:3000/' },
  ],
};

/** A machine where a process answers after three looks, unless it is in `dies` (ends at once) or `silent` (never answers). */
function machine(
  options: {
    dies?: string;
    silent?: string;
    taken?: string;
    build?: Partial<RunOutcome>;
    cancelAfter?: string;
  } = {},
) {
  const log: string[] = [];
  const events: ProgressEvent[] = [];
  const looks = new Map<string, number>();
  const ends = new Map<string, (end: LongProcessEnd) => void>();
  const controller = new AbortController();
  let nowMs = 0;
  const start: StartLongProcess = ({ args, onLine }) => {
    const name = String(args[0]).replace('.js', '');
    log.push(`start ${name}`);
    looks.set(name, 0);
    const { promise, resolve } = Promise.withResolvers<LongProcessEnd>();
    ends.set(name, resolve);
    if (options.dies === name) {
      onLine(`${name} cannot find its database`);
      resolve({ exitCode: 1, signal: null, failure: null });
    }
    return {
      ended: promise,
      stop: async () => {
        log.push(`stop ${name}`);
        resolve({ exitCode: 0, signal: null, failure: null });
        return promise;
      },
    };
  };
  const run = () =>
    startLocalApplication({
      local,
      root: '/repo',
      runner: {
        run: async () => ({
          status: 'exited',
          exitCode: 0,
          stdout: '',
          stderr: '',
          durationMs: 1,
          command: 'npm run build',
          ...options.build,
        }),
      },
      start,
      probe: async (url) => {
        const name = url.includes('7860') ? 'api' : 'web';
        if (options.taken === name) return 404;
        const seen = looks.get(name);
        if (seen === undefined || options.silent === name) return null;
        looks.set(name, seen + 1);
        return seen < 2 ? null : 200;
      },
      clock: {
        now: () => new Date(0),
        monotonicMs: () => nowMs,
        wait: async (ms, signal) => {
          nowMs += ms;
          if (options.cancelAfter !== undefined && log.includes(options.cancelAfter))
            controller.abort(new Error('cancelled'));
          signal?.throwIfAborted();
        },
      },
      progress: (event) => events.push(event),
      onLine: () => undefined,
      signal: controller.signal,
    });
  return { run, log, events, ends };
}

describe('local application', () => {
  it('starts each process once the one before it is healthy, and stops them in reverse', async () => {
    const { run, log } = machine();
    const application = await run();
    await application.stop();
    expect(log).toEqual(['start api', 'start web', 'stop web', 'stop api']);
  });

  it('tells which process ended by itself', async () => {
    const { run, ends } = machine();
    const application = await run();
    ends.get('web')?.({ exitCode: 1, signal: null, failure: null });
    expect(await application.ended).toMatchObject({ name: 'web', end: { exitCode: 1 } });
  });

  it('names the process that ends instead of becoming healthy, with its last lines, and leaves nothing running', async () => {
    const { run, log } = machine({ dies: 'web' });
    await expect(run()).rejects.toThrow(
      /web did not become healthy.*: it ended[\s\S]*web cannot find its database/,
    );
    expect(log).toEqual(['start api', 'start web', 'stop web', 'stop api']);
  });

  it('gives up on a process that never answers, and says what was seen', async () => {
    const { run, log } = machine({ silent: 'api' });
    await expect(run()).rejects.toThrow(
      /api did not become healthy.*: nothing answers[\s\S]*It printed nothing/,
    );
    expect(log).toEqual(['start api', 'stop api']);
  });

  it('does not take another program on the same port for its own', async () => {
    const { run, log } = machine({ taken: 'api' });
    await expect(run()).rejects.toMatchObject({ code: 'port-taken', kind: 'unavailable' });
    expect(log).toEqual([]);
  });

  it('shows the last lines of a failed build, and starts nothing', async () => {
    const { run, log } = machine({ build: { exitCode: 2, stderr: 'x.ts(1,1): error' } });
    await expect(run()).rejects.toThrow(/build "all" failed \(exit code 2\)[\s\S]*x\.ts\(1,1\): error/);
    expect(log).toEqual([]);
  });

  it('stops what it started when it is cancelled meanwhile', async () => {
    const { run, log, events } = machine({ silent: 'web', cancelAfter: 'start web' });
    await expect(run()).rejects.toThrow('cancelled');
    expect(log).toEqual(['start api', 'start web', 'stop web', 'stop api']);
    expect(events.at(-1)).toMatchObject({ id: 'local.web', outcome: 'cancelled' });
  });
});
