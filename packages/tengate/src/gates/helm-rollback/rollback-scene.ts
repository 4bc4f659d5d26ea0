/** Owns what the parts of gate 8 share. */

import type { GatePart } from '../gate-outcomes.ts';
import type { ChangeScene } from '../measure-changes.ts';

/** What was installed before the gate is installed again after every part of it. */
export type RollbackScene = ChangeScene & {
  /** For the timeline of the load. */
  readonly mark: (text: string) => void;
};

/** A part with the stretch of the load in which nothing may be lost; milliseconds since 1970. */
export type RollbackPart = GatePart & { readonly name: string; readonly from: number; readonly to: number };
