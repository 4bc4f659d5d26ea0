/**
 * Owns taking back a change of a project or a label: what it changed returns to what it was, what others changed since
 * stays. Pure. Where both changed the same, nothing is taken back.
 */

import type { Label, Project } from '@todo-chatbot/contracts';

/** A project or a label; a label has no position. */
export type Filed = Label & Partial<Pick<Project, 'position'>>;

/** What a change of a project or a label did to it; its tasks are in the record and are put back where that is kept. */
export type FilingChange = {
  readonly type: 'project' | 'label';
  readonly before: Filed | null;
  readonly after: Filed | null;
};

export type FilingUndoPlan =
  | { readonly status: 'restore'; readonly value: Filed }
  /** `version`: what it must still be at; so in the other plans. */
  | { readonly status: 'remove'; readonly id: string; readonly version: number }
  | {
      readonly status: 'change';
      readonly id: string;
      readonly version: number;
      /** Empty where others have done the same already. */
      readonly changes: Partial<Pick<Filed, FilingKey>>;
    }
  /** It is as if it had never been. */
  | { readonly status: 'nothing-left' }
  | { readonly status: 'conflict'; readonly name: string };

const filingKeys = ['name', 'colour', 'position'] as const;
type FilingKey = (typeof filingKeys)[number];

/** @param current the project or label as it is now; null when it is gone */
export function planFilingUndo({ before, after }: FilingChange, current: Filed | null): FilingUndoPlan {
  if (after === null) {
    if (before === null) return { status: 'nothing-left' };
    return current === null ? { status: 'restore', value: before } : conflict(current);
  }
  if (current === null) return before === null ? { status: 'nothing-left' } : conflict(after);
  const { id, version } = current;
  if (before === null) {
    const isUntouched = filingKeys.every((key) => current[key] === after[key]);
    return isUntouched ? { status: 'remove', id, version } : conflict(current);
  }
  const changed = filingKeys.filter((key) => before[key] !== after[key]);
  const isLost = changed.some((key) => current[key] !== after[key] && current[key] !== before[key]);
  if (isLost) return conflict(current);
  const pairs = changed.filter((key) => current[key] !== before[key]).map((key) => [key, before[key]]);
  return { status: 'change', id, version, changes: Object.fromEntries(pairs) };
}

const conflict = ({ name }: Filed): FilingUndoPlan => ({ status: 'conflict', name });
