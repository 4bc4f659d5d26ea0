/** The gates that a command was asked for, or all of them. */

import { selectGates } from '../gates/select-gates.ts';
import type { GateNumber } from '../model/gate-result.ts';
import { TengateError } from '../model/tengate-error.ts';

/** @throws TengateError of kind `usage` */
export function readGates(
  asked: string | undefined,
  gates: readonly { readonly number: GateNumber }[],
): readonly GateNumber[] {
  const available = gates.map(({ number }) => number);
  if (asked === undefined) return available;
  const selection = selectGates(asked, available);
  if (selection.ok) return selection.gates;
  throw new TengateError({
    code: 'gates-unknown',
    kind: 'usage',
    what: `${selection.message}.`,
    todo: 'See the gates with: tengate validate --help',
  });
}
