/** The port to the programs, images and system packages that a run needs. */

import type { Progress } from './progress.ts';

/** Where a program came from. */
export type ProgramOrigin = 'path' | 'cache' | 'download' | 'source';

export type LocatedProgram = {
  readonly name: string;
  readonly version: string;
  /** Absolute path of an executable. */
  readonly path: string;
  readonly origin: ProgramOrigin;
};

/** A container image that the cluster or a build needs and that no build of the application makes. */
export type LocatedImage = {
  /** Full reference, `docker.io/library/node:26.10.0-bookworm-slim`. */
  readonly reference: string;
  /** An OCI archive to import, or `null` where the container runtime pulls it from its registry itself. */
  readonly archive: string | null;
  /** `sha256:…` of the manifest in the archive, where it is known. */
  readonly digest?: string | null;
};

export type Toolchain = {
  /**
   * Finds the program or gets it (installed → cache → official release → built from source), or throws a TengateError.
   * Calls for the same program share one attempt.
   */
  program(name: string, options: ToolchainOptions): Promise<LocatedProgram>;
  image(name: string, options: ToolchainOptions): Promise<LocatedImage>;
  /** Finds the system packages (iptables, …) that `purpose` needs, or installs them when root; throws a TengateError listing them otherwise. */
  systemPackages(purpose: 'cluster' | 'source-build' | 'images', options: ToolchainOptions): Promise<void>;
};

export type ToolchainOptions = { readonly progress: Progress; readonly signal?: AbortSignal | undefined };
