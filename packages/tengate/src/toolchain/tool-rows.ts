/** The rows of `verify-tools`: from what was found to a verdict and what to do; pure. */

import type { InstalledOutcome } from './installed-program.ts';
import { type FoundPin, isRequired, type ProgramPin } from './pins.ts';
import type { CachedProgram } from './program-cache.ts';

export const toolVerdicts = ['usable', 'missing', 'out-of-range', 'unreadable'] as const;
export type ToolVerdict = (typeof toolVerdicts)[number];

export type ToolRow = {
  readonly name: string;
  readonly kind: 'program' | 'system-package';
  readonly need: 'required' | 'optional';
  /** Accepted versions, or what a system package is for. */
  readonly required: string;
  /** Version, `present`, or `null`. */
  readonly found: string | null;
  /** Path of the program, `system`, or `null`. */
  readonly from: string | null;
  readonly verdict: ToolVerdict;
  /** Empty when there is nothing to do. */
  readonly todo: string;
};

export type FoundTool = {
  readonly pin: ProgramPin | FoundPin;
  readonly installed: InstalledOutcome;
  readonly cached: CachedProgram | null;
};

/** @param run whether the embedded cluster is what the tools are for */
export function toolRow({ pin, installed, cached }: FoundTool, run: { readonly cluster: boolean }): ToolRow {
  const need = isRequired(pin, run) ? 'required' : 'optional';
  const row = { name: pin.name, kind: 'program', need, required: pin.accepts } as const;
  if (installed.status === 'accepted') {
    return { ...row, found: installed.version, from: installed.path, verdict: 'usable', todo: '' };
  }
  if (cached !== null) {
    return { ...row, found: cached.record.version, from: cached.path, verdict: 'usable', todo: '' };
  }
  const todo = adviceFor(pin, need);
  switch (installed.status) {
    case 'out-of-range':
      return { ...row, found: installed.version, from: installed.path, verdict: 'out-of-range', todo };
    case 'unreadable':
      return { ...row, found: null, from: installed.path, verdict: 'unreadable', todo };
    case 'absent':
      return { ...row, found: null, from: null, verdict: 'missing', todo };
  }
}

/** Nothing at all is not "all usable". */
export function isUsableAll(rows: readonly ToolRow[]): boolean {
  const required = rows.filter((row) => row.need === 'required');
  return required.length > 0 && required.every((row) => row.verdict === 'usable');
}

function adviceFor(pin: ProgramPin | FoundPin, need: ToolRow['need']): string {
  if ('todo' in pin) return pin.todo;
  if (need === 'required') return 'run: tengate toolchain fetch';
  return pin.need === 'part'
    ? 'built when an image cannot be pulled'
    : `run: tengate toolchain fetch ${pin.name}`;
}
