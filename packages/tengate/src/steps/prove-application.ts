/** The one visible list of what a run does: cluster, images, release, gates; and the record of it. */

import { allGates } from '../gates/all-gates.ts';
import type { ClusterAccess, ImagesOutcome } from '../gates/gate-context.ts';
import { runGates } from '../gates/run-gates.ts';
import type { GateNumber } from '../model/gate-result.ts';
import type { RunRecord } from '../model/run-record.ts';
import { TengateError } from '../model/tengate-error.ts';
import { gateContext } from './gate-context-of.ts';
import { buildApplication, installRelease, releasePlan, settleInstalled } from './install-application.ts';
import { type ConnectedCluster, findCluster, startCluster } from './provide-cluster.ts';
import { recordRun, startRun } from './record-run.ts';
import type { RunOptions, RunParts } from './run-parts.ts';
import { withInstallation } from './with-installation.ts';

export type ProveOptions = RunOptions & {
  /** As typed: `prove`, `start`, `validate`. */
  readonly command: string;
  readonly gates: readonly GateNumber[];
  /** `install`: starts the cluster, builds and installs first. `find`: measures what is there and changes nothing. */
  readonly extent: 'install' | 'find';
};

/**
 * Measures the gates and stores the record. What keeps a gate from being measured makes it `unknown`, never an error of the run.
 *
 * @throws the signal's reason when cancelled, after the record of what was measured so far is stored
 */
export async function proveApplication(parts: RunParts, options: ProveOptions): Promise<RunRecord> {
  const { configuration, extent, gates, signal } = options;
  const run = startRun(parts, options);
  const { cluster, why } = await clusterOrReason(() =>
    extent === 'install' ? startCluster(parts, options, run.log) : findCluster(parts, options),
  ).catch(reasonFor(signal));

  // DNS and metrics come up while the images are built; the release needs both.
  const ready =
    cluster === null || extent === 'find'
      ? Promise.resolve()
      : parts.provider.settle(cluster.handle, options);
  ready.catch(() => undefined);

  const images = once(async (): Promise<ImagesOutcome> => {
    if (cluster === null) return { ok: false, error: noBuilder(why) };
    return buildApplication({ parts, run: options, cluster, log: run.log }).then(
      (built) => ({ ok: true, images: built }),
      (error: unknown) => {
        if (error instanceof TengateError && !signal.aborted) return { ok: false, error };
        throw error;
      },
    );
  });
  // Gate 1 measures the images, gate 4 installs them a second time; the others do not need them.
  const needsImages = extent === 'install' || gates.some((gate) => gate === 1 || gate === 4);
  const built = cluster !== null && needsImages ? await images() : null;
  const plan = releasePlan(configuration, built?.ok === true ? built.images : []);
  const access: ClusterAccess | null = cluster === null ? null : { ...cluster, plan };

  // The release is installed and comes to rest while gate 1 measures the images; the gates that look at it wait for that.
  const settling =
    extent === 'install' && cluster !== null && built?.ok === true
      ? installRelease({ parts, run: options, cluster, ready, plan, runId: run.id, log: run.log }).then(
          (installed) => settleInstalled(installed, run.log),
        )
      : Promise.resolve(null);
  settling.catch(() => undefined);

  const context = gateContext(parts, {
    run,
    options,
    cluster: access,
    why,
    images,
    settled: async () => {
      await settling;
    },
  });
  const { results } = await runGates({ gates: allGates, selected: gates, context });
  const settled = await settling;
  const record = await recordRun(parts, {
    run,
    cluster: access,
    configuration,
    gates: withInstallation(results, { built: extent === 'install' ? built : null, outcome: settled }),
  });
  signal.throwIfAborted();
  return record;
}

type Provided =
  | { readonly cluster: ConnectedCluster; readonly why: string }
  | { readonly cluster: null; readonly why: string };

async function clusterOrReason(provide: () => Promise<ConnectedCluster>): Promise<Provided> {
  return { cluster: await provide(), why: '' };
}

function reasonFor(signal: AbortSignal): (error: unknown) => Provided {
  return (error) => {
    if (signal.aborted || !(error instanceof TengateError)) throw error;
    return { cluster: null, why: `${error.message} To do: ${error.todo}` };
  };
}

function noBuilder(why: string): TengateError {
  return new TengateError({
    code: 'no-cluster',
    kind: 'unavailable',
    what: why,
    todo: 'Start a cluster first.',
  });
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | null = null;
  return () => {
    result ??= work();
    return result;
  };
}
