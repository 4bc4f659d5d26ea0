/** What a load needs, out of a gate's context. */

import type { ReleaseTarget } from '../../steps/change-release.ts';
import type { LoadParts } from '../../steps/load/load-parts.ts';
import type { GateContext } from '../gate-context.ts';

/** @returns a sentence where no load can be made */
export function loadParts(context: GateContext, target: ReleaseTarget): LoadParts | string {
  const { engine, clock, randomHex, keepLine } = context;
  const { reader, plan, progress, step, signal } = target;
  if (engine === null)
    return "nothing here builds the prober's image into the cluster's store: the load cannot be made";
  return {
    reader,
    engine,
    namespace: plan.namespace,
    clock,
    randomHex,
    keepLine,
    progress,
    step,
    signal,
  };
}
