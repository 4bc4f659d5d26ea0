/** Reads which gates a person asked for: `3`, `1-4`, `1,3`. */

import type { GateNumber } from '../model/gate-result.ts';

export type GateSelection =
  | { readonly ok: true; readonly gates: readonly GateNumber[] }
  | { readonly ok: false; readonly message: string };

/**
 * @param text      numbers and ranges, separated by commas
 * @param available the numbers of the gates that exist
 * @returns in the gates' own order, each once
 */
export function selectGates(text: string, available: readonly GateNumber[]): GateSelection {
  const chosen = new Set<number>();
  for (const part of text.split(',').map((one) => one.trim())) {
    const match = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(part);
    if (match === null)
      return refused(`"${part}" is neither the number of a gate nor a range such as 1-4`, available);
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    if (last < first) return refused(`the range ${part} ends before it begins`, available);
    for (let gate = first; gate <= last; gate += 1) {
      if (!available.some((one) => one === gate)) return refused(`there is no gate ${gate}`, available);
      chosen.add(gate);
    }
  }
  return { ok: true, gates: available.filter((gate) => chosen.has(gate)) };
}

function refused(message: string, available: readonly GateNumber[]): GateSelection {
  return { ok: false, message: `${message}; there are gates ${available.join(', ')}` };
}
