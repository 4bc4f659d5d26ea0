/** Owns the ways to take the last change back. */

import type { Action } from '../actions.ts';
import { amountOf } from '../text/numbers.ts';

const undo =
  /^(?:(?:please )?undo|revert|take (?:that|it) back|roll ?back|ctrl[ +-]?z|go back|i didn'?t mean (?:that|to do that|it)|that was a mistake|restore (?:it|that|what i (?:just )?deleted)|bring (?:it|that) back|un-?delete(?: (?:it|that))?|un-?do)(?: (?:that|it|this|the last (?:one|change|action|thing|step)|my last (?:change|action)|what (?:you|i) (?:just )?did|(?:the )?last (?<n>\d+|two|three|four|five|couple of|few)(?: (?:changes|actions|steps|things))?|everything|the (?:delete|deletion|change|completion)|please|all of that))*$/iu;

export function readUndo(text: string): Extract<Action, { kind: 'undo' }> | null {
  const match = undo.exec(text.replace(/[\s.!]+$/u, ''));
  if (match === null) return null;
  const n = match.groups?.n === undefined ? 1 : amountOf(match.groups.n.toLowerCase());
  return { kind: 'undo', steps: Number.isNaN(n) ? 1 : n, confidence: 0.95 };
}
