/** Runs an image alone and asks its declared health check by Docker's own rules. */

import { inSeconds } from '../../model/in-seconds.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ContainerEngine, ImageDescription } from '../../ports/container-engine.ts';

type Healthcheck = NonNullable<ImageDescription['healthcheck']>;

/** Docker's defaults for what a HEALTHCHECK leaves out, and for the interval inside the start period. */
const defaults = { intervalMs: 30_000, timeoutMs: 30_000, retries: 3, startIntervalMs: 5_000 } as const;

export type HealthRun = {
  readonly status: 'healthy' | 'unhealthy' | 'ended' | 'not-declared';
  /** Seconds from the start of the container to the answer. */
  readonly afterSeconds: number;
  /** Effective user id of process 1; `null` where the container ended before it could be read. */
  readonly userId: number | null;
  readonly attempts: readonly {
    readonly atSeconds: number;
    readonly exitCode: number | null;
    readonly output: string;
  }[];
  /** Kept where it did not become healthy. */
  readonly logs: string;
};

/** Removes the container in every case. Rejects on abort, after the container is gone. */
export async function healthRun(options: {
  readonly engine: ContainerEngine;
  readonly reference: string;
  readonly healthcheck: Healthcheck | null;
  readonly env: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}): Promise<HealthRun> {
  const { engine, reference, env, clock, signal } = options;
  const container = await engine.run({ reference, env, signal });
  const startedMs = clock.monotonicMs();
  const attempts: { atSeconds: number; exitCode: number | null; output: string }[] = [];
  const end = async (status: HealthRun['status'], userId: number | null): Promise<HealthRun> => ({
    status,
    afterSeconds: inSeconds(clock.monotonicMs() - startedMs),
    userId,
    attempts,
    logs: status === 'healthy' ? '' : await container.logs(),
  });
  try {
    const userId = await container.userId();
    const rules = rulesOf(options.healthcheck);
    if (rules === null) return await end('not-declared', userId);
    let failures = 0;
    for (;;) {
      const inStartPeriod = clock.monotonicMs() - startedMs < rules.startPeriodMs;
      await clock.wait(
        inStartPeriod ? Math.min(rules.intervalMs, defaults.startIntervalMs) : rules.intervalMs,
        signal,
      );
      if (!(await container.state()).running) return await end('ended', userId);
      const atMs = clock.monotonicMs() - startedMs;
      const { exitCode, output } = await container.exec(rules.argv, rules.timeoutMs);
      attempts.push({ atSeconds: inSeconds(atMs), exitCode, output: output.slice(0, 2_000) });
      if (exitCode === 0) return await end('healthy', userId);
      // Failures inside the start period do not count.
      if (atMs >= rules.startPeriodMs) failures += 1;
      if (failures >= rules.retries) return await end('unhealthy', userId);
    }
  } finally {
    await container.remove();
  }
}

/** `null` where no check is declared, or NONE is. */
export function rulesOf(healthcheck: Healthcheck | null) {
  const [form, ...rest] = healthcheck?.test ?? [];
  if (healthcheck === null || form === undefined || form === 'NONE') return null;
  return {
    argv: form === 'CMD-SHELL' ? ['/bin/sh', '-c', ...rest] : form === 'CMD' ? rest : [form, ...rest],
    intervalMs: healthcheck.intervalMs || defaults.intervalMs,
    timeoutMs: healthcheck.timeoutMs || defaults.timeoutMs,
    startPeriodMs: healthcheck.startPeriodMs,
    retries: healthcheck.retries || defaults.retries,
  };
}
