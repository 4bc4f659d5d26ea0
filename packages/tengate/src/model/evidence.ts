/** Owns what a verdict rests on: measurements, findings, and the raw evidence gathered beside them. */

import type { FieldDifference, RecoveryBar, Timeline } from './timeline.ts';
import type { Verdict } from './verdict.ts';

/** One measured fact, with the bound it is held against where there is one. */
export type Measurement = {
  readonly name: string;
  readonly value: number | string | boolean | null;
  /** Unit of a numeric value: `s`, `ms`, `MB`, `MiB`, `count`, … */
  readonly unit?: string;
  /** The bound in words, as a person reads it: `< 500 MB`. */
  readonly bound?: string;
  /** How this one measurement compares with its bound; absent where it has none. */
  readonly verdict?: Verdict;
};

/** A numbered diagnosis. `code` is a key of the gate's or the diagnosis' own catalogue; never parsed from text. */
export type Finding = {
  readonly code: string;
  /** The object concerned, `Pod/hackathon-dev/todo-chatbot-api-…` or `image todo-api:1.0.0`. */
  readonly subject: string;
  readonly what: string;
  readonly todo: string;
};

/** Raw material kept for a reader: an event list, a describe, a log, an HTTP exchange. Already redacted. */
export type RawEvidence = {
  readonly kind: (typeof rawEvidenceKinds)[number];
  readonly subject: string;
  readonly data: unknown;
};

export const rawEvidenceKinds = [
  'events',
  'describe',
  'log',
  'http',
  'image',
  'pods',
  'command',
  'load',
] as const;

/** What a verdict rests on, beside its numbers: raw material, or what the report draws. */
export type Evidence =
  | RawEvidence
  | { readonly kind: 'timeline'; readonly subject: string; readonly data: Timeline }
  | { readonly kind: 'recoveries'; readonly subject: string; readonly data: readonly RecoveryBar[] }
  | { readonly kind: 'differences'; readonly subject: string; readonly data: readonly FieldDifference[] };
