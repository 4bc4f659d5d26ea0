/** Where Tengate keeps things, after the XDG base directory specification. */

export type Folders = {
  /** Toolchain programs and images: `$XDG_CACHE_HOME/tengate`. */
  readonly cache: string;
  /** Clusters and run records: `$XDG_STATE_HOME/tengate`. */
  readonly state: string;
};
