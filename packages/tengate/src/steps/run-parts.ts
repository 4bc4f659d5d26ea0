/** Owns what a run is made of: the adapters and settings that `compose.ts` puts together. */

import type { Configuration } from '../model/configuration.ts';
import type { Machine } from '../model/run-record.ts';
import type { Clock } from '../ports/clock.ts';
import type { ClusterHandle, ClusterProvider } from '../ports/cluster-provider.ts';
import type { ClusterReader } from '../ports/cluster-reader.ts';
import type { ProcessRunner } from '../ports/process-runner.ts';
import type { Progress } from '../ports/progress.ts';
import type { ProofStore } from '../ports/proof-store.ts';
import type { ReleaseManager } from '../ports/release-manager.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { LocatedImage, ToolchainOptions } from '../ports/toolchain.ts';

export type RunParts = {
  readonly provider: ClusterProvider;
  readonly clusterName: string;
  /** Gets what a run needs that the cluster does not get by itself; the answer says what was got. */
  readonly fetchTools: (
    options: ToolchainOptions,
  ) => Promise<{ readonly got: number; readonly present: number }>;
  /** The toolchain's images by name. */
  readonly baseImages: (
    names: readonly string[],
    options: ToolchainOptions,
  ) => Promise<readonly LocatedImage[]>;
  readonly connect: (handle: ClusterHandle) => ClusterReader;
  readonly releases: (options: ToolchainOptions) => Promise<ReleaseManager>;
  readonly runner: ProcessRunner;
  readonly clock: Clock;
  readonly proofs: ProofStore;
  readonly runs: RunStore;
  readonly machine: () => Promise<Machine>;
  readonly fetch: typeof globalThis.fetch;
  readonly randomHex: (bytes: number) => string;
  /** Build secrets: id → file on this machine. */
  readonly buildSecrets: Readonly<Record<string, string>>;
  /** Tengate and Node, as they are known before anything is measured. */
  readonly ownVersions: Readonly<Record<string, string>>;
};

export type RunOptions = {
  readonly configuration: Configuration;
  readonly progress: Progress;
  readonly signal: AbortSignal;
};
