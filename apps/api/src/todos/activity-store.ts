/** The port to the record of what was done. */

import type { Activity, ActivityKind } from '@todo-chatbot/contracts';
import type { FilingChange } from './planning/plan-filing-undo.ts';
import type { Change } from './planning/plan-undo.ts';
import type { Scope } from './scope.ts';

/** An activity with what it changed. */
export type RecordedActivity = {
  readonly activity: Activity;
  readonly changes: readonly Change[];
  /** Of a project or a label; null where it changed tasks alone. */
  readonly filing: FilingChange | null;
  /** Whether that is all of it: see `planning/known-activity.ts`. */
  readonly isKnown: boolean;
};

export type ActivityStore = {
  page(
    scope: Scope,
    query: {
      readonly kind: ActivityKind | null;
      /** Moments, from included and to excluded. */
      readonly from: string | null;
      readonly to: string | null;
      /** Only those before this one. */
      readonly before: string | null;
      readonly limit: number;
    },
  ): Promise<readonly Activity[]>;
  find(scope: Scope, id: string): Promise<RecordedActivity | null>;
  /** The latest that was not taken back and is not itself the taking back of another. */
  latest(scope: Scope): Promise<RecordedActivity | null>;
};
