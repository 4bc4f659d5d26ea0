/** Owns what a run gives every gate. What is `null` could not be had: the gate that needs it says `unknown`. */

import type { Configuration } from '../model/configuration.ts';
import type { TengateError } from '../model/tengate-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { ClusterHandle } from '../ports/cluster-provider.ts';
import type { ClusterReader } from '../ports/cluster-reader.ts';
import type { ContainerEngine } from '../ports/container-engine.ts';
import type { Progress } from '../ports/progress.ts';
import type { ProofStore } from '../ports/proof-store.ts';
import type { ReleaseManager } from '../ports/release-manager.ts';
import type { DeployedImage } from '../steps/build-images.ts';
import type { Calibration } from '../steps/load/calibrate.ts';
import type { ReleasePlan } from '../steps/release-plan.ts';

export type ClusterAccess = {
  readonly handle: ClusterHandle;
  readonly reader: ClusterReader;
  readonly releases: ReleaseManager;
  readonly plan: ReleasePlan;
};

/** The images of this run, built once however many ask; or why they could not be built. */
export type ImagesOutcome =
  | { readonly ok: true; readonly images: readonly DeployedImage[] }
  | { readonly ok: false; readonly error: TengateError };

export type GateContext = {
  readonly configuration: Configuration;
  readonly runId: string;
  readonly cluster: ClusterAccess | null;
  /** Why there is no cluster, in one sentence; used only where `cluster` is null. */
  readonly noClusterBecause: string;
  /** Builds and runs images; where there is none, gate 1 cannot measure. */
  readonly engine: ContainerEngine | null;
  readonly images: () => Promise<ImagesOutcome>;
  /** Resolves once no deployment of this run is under way any more, however it ended. */
  readonly settled: () => Promise<void>;
  readonly proofs: ProofStore;
  readonly fetch: typeof globalThis.fetch;
  readonly randomHex: (bytes: number) => string;
  /** Appends a line to a file beside the run's record, at once. */
  readonly keepLine: (file: string, line: string) => void;
  /** What the deployment was found to hold in this run, by namespace: found once, used by every gate under load. */
  readonly calibrations: Map<string, Calibration>;
  /** Build secrets: id → file on this machine. */
  readonly buildSecrets: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
};

/** Id of the progress step under which a gate reports. */
export function gateStep(gate: number): string {
  return `gate-${gate}`;
}
