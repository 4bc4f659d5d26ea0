/** Keeps how replicas and utilisation moved over time, as evidence. */

import type { Clock } from '../ports/clock.ts';
import { type Scaling, scalingOf } from '../readiness/scaling.ts';
import type { LiveNamespace } from './live-namespace.ts';

/** Where nothing changes a point is kept after this long all the same, milliseconds. */
const intervalMs = 1_000;

export type ScalingPoint = { readonly at: number; readonly scaling: readonly Scaling[] };

export type ScalingRecording = {
  readonly points: readonly ScalingPoint[];
  /** Safe to call twice. */
  stop(): Promise<void>;
};

/** Begins at once and goes on until it is stopped; two points that say the same become one. */
export function recordScaling(options: {
  readonly live: Pick<LiveNamespace, 'objects' | 'changed'>;
  readonly clock: Clock;
  readonly deployments: readonly string[];
}): ScalingRecording {
  const { live, clock, deployments } = options;
  const points: ScalingPoint[] = [];
  const end = new AbortController();
  let last = '';
  const run = async (): Promise<void> => {
    while (!end.signal.aborted) {
      const objects = live.objects();
      const scaling = deployments.flatMap((name) => scalingOf(name, objects) ?? []);
      const text = JSON.stringify(scaling);
      if (text !== last) points.push({ at: clock.now().getTime(), scaling });
      last = text;
      await live.changed(intervalMs, end.signal).catch(() => undefined);
    }
  };
  const running = run();
  return {
    points,
    stop: async () => {
      end.abort();
      await running;
    },
  };
}
