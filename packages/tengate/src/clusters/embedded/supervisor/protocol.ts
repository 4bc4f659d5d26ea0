/** Owns what `cluster up` and the supervisor tell each other, and the state file that every later command reads. */

export type ReadyCheck =
  | { readonly kind: 'started' }
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'tcp'; readonly port: number }
  /** GET answers 200; the certificate is not looked at: it is our own process on the loopback interface. */
  | { readonly kind: 'http'; readonly url: string };

export type ComponentSpec = {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly log: string;
  /** Components that are ready, or milestones that were reached, before this one starts. */
  readonly after: readonly string[];
  readonly ready: ReadyCheck;
  /** Milestones on the way to `ready`, reached as their checks answer: what waits for less can start sooner. */
  readonly signs?: Readonly<Record<string, ReadyCheck>>;
};

export type SupervisorSpec = {
  readonly stateFile: string;
  /** Commands that prepare the namespaces, one after the other, before any component. */
  readonly prelude: readonly { readonly file: string; readonly args: readonly string[] }[];
  readonly components: readonly ComponentSpec[];
  /** Every folder that appears in here is opened to all users: the provisioner makes volumes that only root may enter. */
  readonly volumes: string;
};

export type Ended = {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly at: string;
  readonly lastLines: readonly string[];
};

export type ComponentRecord = {
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'died';
  /** Whether its readiness check has answered since it started. */
  readonly ready: boolean;
  readonly pid: number | null;
  /** Clock ticks after boot, from /proc/<pid>/stat. */
  readonly startTime: number | null;
  readonly startedAt: string | null;
  readonly ended?: Ended;
};

export type SupervisorState = {
  readonly version: 1;
  readonly pid: number;
  readonly startTime: number;
  /** `up` has finished: the cluster is meant to stay. */
  readonly committed: boolean;
  readonly components: readonly ComponentRecord[];
};

export type ToSupervisor =
  | { readonly kind: 'milestone'; readonly name: string }
  | { readonly kind: 'commit' };

export type FromSupervisor =
  /** The namespaces stand; the link's far end is on the machine. */
  | { readonly kind: 'prepared' }
  | { readonly kind: 'prelude-failed'; readonly command: string; readonly output: string }
  | { readonly kind: 'component'; readonly record: ComponentRecord; readonly atMs: number }
  | { readonly kind: 'committed' };
