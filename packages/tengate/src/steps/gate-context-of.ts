/** Makes a gate's context out of a run's parts. */

import type { ClusterAccess, GateContext } from '../gates/gate-context.ts';
import { TengateError } from '../model/tengate-error.ts';
import type { Run } from './record-run.ts';
import type { RunOptions, RunParts } from './run-parts.ts';

/**
 * @param options.cluster `null` where there is none, `why` says why then
 * @param options.images  how the run's images are got; a run that builds none has none
 * @param options.settled resolves once no deployment of this run is under way
 */
export function gateContext(
  parts: RunParts,
  options: {
    readonly run: Run;
    readonly options: RunOptions;
    readonly cluster: ClusterAccess | null;
    readonly why: string;
    readonly images?: GateContext['images'];
    readonly settled?: GateContext['settled'];
  },
): GateContext {
  const { run, cluster, why, images = noImages, settled = async () => undefined } = options;
  const { configuration, progress, signal } = options.options;
  return {
    configuration,
    runId: run.id,
    cluster,
    noClusterBecause: why,
    engine: cluster?.handle.engine ?? null,
    images,
    settled,
    proofs: parts.proofs,
    fetch: parts.fetch,
    randomHex: parts.randomHex,
    keepLine: (file, line) => parts.runs.keepLine(run.id, file, line),
    calibrations: new Map(),
    buildSecrets: parts.buildSecrets,
    clock: parts.clock,
    progress,
    signal,
  };
}

async function noImages(): ReturnType<GateContext['images']> {
  return {
    ok: false,
    error: new TengateError({
      code: 'no-images-built',
      what: 'This command builds no images.',
      todo: 'Use a command that builds: tengate deploy.',
    }),
  };
}
