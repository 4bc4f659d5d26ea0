/** Owns what the parts of gate 8 share. */

import type { ChangesConfiguration } from '../../model/configuration.ts';
import type { InstalledRevision, ReleaseTarget } from '../../steps/change-release.ts';
import type { LiveNamespace } from '../../steps/live-namespace.ts';
import type { GateContext } from '../gate-context.ts';
import type { GatePart } from '../gate-outcomes.ts';

export type RollbackScene = {
  readonly context: GateContext;
  readonly target: ReleaseTarget;
  readonly changes: ChangesConfiguration;
  /** What was installed before the gate, and is again after every part of it. */
  readonly installed: InstalledRevision;
  readonly live: LiveNamespace;
  /** For the timeline of the load. */
  readonly mark: (text: string) => void;
};

/** A part with the stretch of the load in which nothing may be lost; milliseconds since 1970. */
export type RollbackPart = GatePart & { readonly name: string; readonly from: number; readonly to: number };
