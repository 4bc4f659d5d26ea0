/** The port through which libraries tell what they are doing; they never print. */

export type ProgressEvent =
  /** A step begins. `id` is unique in a run; `parent` nests it; `usualMs` is how long it took last time. */
  | {
      readonly kind: 'start';
      readonly id: string;
      readonly title: string;
      readonly parent?: string;
      readonly usualMs?: number;
    }
  /** What the step is doing right now, one line. */
  | { readonly kind: 'detail'; readonly id: string; readonly text: string }
  /** A table of rows under the step, replacing the one before (what each pod waits for). */
  | { readonly kind: 'rows'; readonly id: string; readonly rows: readonly (readonly string[])[] }
  | {
      readonly kind: 'end';
      readonly id: string;
      readonly outcome: 'done' | 'unchanged' | 'failed' | 'cancelled';
      readonly text: string;
    }
  /** Something a person should know before it happens or beside it (a system package about to be installed). */
  | { readonly kind: 'notice'; readonly text: string };

export type Progress = (event: ProgressEvent) => void;
