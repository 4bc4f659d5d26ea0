/** The port to whatever knows whether requests can be served now. */

export type ReadinessReport =
  | { readonly ready: true }
  /** `state`: before the first readiness, with a database that does not answer, or on the way out. */
  | { readonly ready: false; readonly state: 'starting' | 'unavailable' | 'draining'; readonly why: string };

export type Readiness = {
  /** Never throws; answers within two seconds. */
  check(): Promise<ReadinessReport>;
  /** What is known without asking the database: false only until the start is complete. */
  started(): boolean;
};
