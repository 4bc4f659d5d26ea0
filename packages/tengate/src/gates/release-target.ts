/** Where the release is, and what it takes to change it, as one gate sees it. */

import type { GateNumber } from '../model/gate-result.ts';
import type { ReleaseTarget } from '../steps/change-release.ts';
import { type ClusterAccess, type GateContext, gateStep } from './gate-context.ts';

export function releaseTarget(
  context: GateContext,
  { plan, handle, releases, reader }: ClusterAccess,
  gate: GateNumber,
): ReleaseTarget {
  const { clock, progress, signal } = context;
  return { plan, handle, releases, reader, clock, progress, step: gateStep(gate), signal };
}
