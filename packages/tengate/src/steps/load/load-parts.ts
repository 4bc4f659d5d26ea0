/** Owns what a load needs of a run. */

import type { Clock } from '../../ports/clock.ts';
import type { ClusterReader } from '../../ports/cluster-reader.ts';
import type { ContainerEngine } from '../../ports/container-engine.ts';
import type { Progress } from '../../ports/progress.ts';

export type LoadParts = {
  readonly reader: ClusterReader;
  /** Builds the prober's image into the store that the cluster's nodes run from. */
  readonly engine: ContainerEngine;
  /** Of the release. A network policy that lets in named pods alone keeps the prober out: the load is then not answered, and said so. */
  readonly namespace: string;
  readonly clock: Clock;
  readonly randomHex: (bytes: number) => string;
  /** Keeps every line that the prober writes in a file of the run, at once. */
  readonly keepLine: (file: string, line: string) => void;
  readonly progress: Progress;
  readonly step: string;
  readonly signal?: AbortSignal | undefined;
};
