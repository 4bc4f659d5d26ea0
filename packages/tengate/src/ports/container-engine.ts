/** The port to whatever builds, stores and runs images: BuildKit and containerd of the embedded cluster, or Docker. */

import type { Progress } from './progress.ts';

export type ImageBuild = {
  /** `todo-chatbot-api`, without registry and tag. */
  readonly name: string;
  /** Every tag to give: version, git SHA, latest. The first is the one deployed. */
  readonly tags: readonly string[];
  /** Absolute paths. */
  readonly context: string;
  readonly dockerfile: string;
  readonly target?: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Build secrets: id → file on this machine. */
  readonly secrets: Readonly<Record<string, string>>;
  /**
   * Seconds since 1970 that every timestamp in the image is set to, so that equal sources give equal digests even without
   * a build cache. Costs a second pass over the layers; absent, times are those of the build.
   */
  readonly sourceDateEpoch?: number;
  readonly noCache?: boolean;
  readonly progress: Progress;
  /** Id of the progress step that details are reported under. */
  readonly step: string;
  readonly signal?: AbortSignal | undefined;
};

export type BuiltImage = {
  /** Full reference of the first tag, as the cluster's kubelet sees it. */
  readonly reference: string;
  /** `sha256:…` of the manifest; of the image's configuration where the store keeps no manifest (Docker's classic store). */
  readonly digest: string;
  /** False where everything came from the build cache and the digest was there before. */
  readonly changed: boolean;
};

export type ImageDescription = {
  readonly reference: string;
  readonly digest: string;
  readonly user: string;
  readonly exposedPorts: readonly string[];
  readonly env: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Docker's HEALTHCHECK (`Test`, intervals in nanoseconds), or `null` where none is declared. */
  readonly healthcheck: {
    readonly test: readonly string[];
    readonly intervalMs: number;
    readonly timeoutMs: number;
    readonly startPeriodMs: number;
    readonly retries: number;
  } | null;
  readonly history: readonly string[];
  /** Bytes of all layers as stored (compressed) and unpacked. */
  readonly compressedBytes: number;
  readonly unpackedBytes: number;
  readonly layers: readonly string[];
};

/** A file inside a layer, as the secret scan sees it. */
export type LayerFile = {
  readonly layer: string;
  readonly path: string;
  readonly size: number;
  readonly content: () => Promise<Buffer>;
};

export type RunningContainer = {
  readonly id: string;
  /** Runs a command inside, as Docker's health check does. */
  exec(
    argv: readonly string[],
    deadlineMs: number,
  ): Promise<{ readonly exitCode: number | null; readonly output: string }>;
  /** Effective user id of process 1, read from the running process, or `null` when it has ended. */
  userId(): Promise<number | null>;
  state(): Promise<{ readonly running: boolean; readonly exitCode: number | null }>;
  logs(): Promise<string>;
  /** Ends and removes it. */
  remove(): Promise<void>;
};

export type ContainerEngine = {
  readonly name: string;
  /** Puts an image that the toolchain made into the store; `false` where that very image was there already. */
  load(image: {
    readonly reference: string;
    readonly archive: string;
    /** Of the manifest in the archive: saves the import where the store has it. */
    readonly digest?: string | null | undefined;
    readonly signal?: AbortSignal | undefined;
  }): Promise<boolean>;
  build(build: ImageBuild): Promise<BuiltImage>;
  /** `null` when the image is not in the store. */
  inspect(reference: string): Promise<ImageDescription | null>;
  /** Every regular file of every layer, in layer order, deleted ones of earlier layers included. */
  layerFiles(reference: string, visit: (file: LayerFile) => Promise<void>): Promise<void>;
  /** Starts the image alone with its own entry point and user, a read-write root, no cluster, loopback only. */
  run(options: {
    readonly reference: string;
    /** Values may be secret: they reach the container through a file, never argv. */
    readonly env: Readonly<Record<string, string>>;
    /** Instead of the image's own command; the entry point stays. */
    readonly command?: readonly string[];
    /** Default 512 MiB. */
    readonly memoryLimitBytes?: number;
    readonly signal?: AbortSignal | undefined;
  }): Promise<RunningContainer>;
  /**
   * Gives the image at `reference` further tags under its own name, without a build: the tag that is deployed holds the
   * digest, which is known only once the build is done. The kubelet finds the image under each of them.
   */
  tag(reference: string, tags: readonly string[]): Promise<void>;
  /** Removes tags of `name` that are not in `keep`, so that the store does not grow with every build. */
  prune(name: string, keep: readonly string[]): Promise<void>;
  /**
   * Sends SIGKILL to the first process of a container that the cluster runs: what no command inside the container can do,
   * for the kernel shields the first process of a namespace from the others in it.
   *
   * @param containerId as the status of a pod has it, `containerd://2f6c…`
   * @returns false where this engine does not run that container
   */
  kill(containerId: string): Promise<boolean>;
};
