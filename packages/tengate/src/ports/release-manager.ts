/** The port to Helm 3 and 4. */

export type ReleaseRequest = {
  readonly release: string;
  readonly namespace: string;
  /** Absolute path of the chart, and of value files in order. */
  readonly chart: string;
  readonly valueFiles: readonly string[];
  /** A whole document of values, taken after the files and before `set`. Never a secret. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Path → value, set after the files; `null` takes a default of the chart away. Never a secret. */
  readonly set: Readonly<Record<string, string | number | boolean | null>>;
  /** Kept with the revision and read back by `history`. */
  readonly description?: string;
  readonly kubeconfig: string;
  readonly context: string;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
};

export type ReleaseStatus = {
  readonly release: string;
  readonly namespace: string;
  readonly revision: number;
  /** Helm's own word: `deployed`, `failed`, `pending-upgrade`, … */
  readonly status: string;
};

/** One revision, oldest first in a history. */
export type ReleaseRevision = {
  readonly revision: number;
  readonly status: string;
  readonly updatedAt: Date;
  /** As given with the request; of a revision that Helm went back to, that of its source while the history has it. */
  readonly description: string;
};

/** Where a release is: what every call about an installed one needs. */
export type ReleaseAddress = Pick<ReleaseRequest, 'release' | 'namespace' | 'kubeconfig' | 'context'>;

export type ReleaseOutcome =
  | { readonly status: 'deployed'; readonly revision: number; readonly notes: string }
  | { readonly status: 'failed'; readonly message: string; readonly command: string }
  | { readonly status: 'cancelled' };

export type ReleaseManager = {
  /** `4.3.1`. */
  version(): Promise<string>;
  /** `helm upgrade --install --create-namespace`; does not wait for pods: the caller watches. */
  deploy(request: ReleaseRequest): Promise<ReleaseOutcome>;
  /** The manifest as it would be applied: YAML of several documents. */
  render(
    request: ReleaseRequest,
  ): Promise<
    { readonly ok: true; readonly manifest: string } | { readonly ok: false; readonly message: string }
  >;
  status(address: ReleaseAddress): Promise<ReleaseStatus | null>;
  /** Every revision kept, oldest first; empty where the release does not exist. */
  history(address: ReleaseAddress): Promise<readonly ReleaseRevision[]>;
  /** The values that the installed revision was given beside the chart's own, files and `set` together. */
  values(address: ReleaseAddress): Promise<Readonly<Record<string, unknown>>>;
  /** The manifest of the installed revision: YAML of several documents. */
  manifest(address: ReleaseAddress): Promise<string>;
  /** Goes back to `revision`, over what was changed beside Helm; does not wait for pods. Throws a TengateError where Helm refuses. */
  rollback(
    request: ReleaseAddress & { readonly revision: number; readonly deadlineMs: number },
  ): Promise<void>;
  /** Absent is no error. Claims that a StatefulSet made stay. */
  uninstall(request: ReleaseAddress & Pick<ReleaseRequest, 'deadlineMs'>): Promise<void>;
};
