/** Owns which tasks are selected for a change of many. */

import { useState } from 'react';

export type Selection = {
  /** Whether rows show a box to select them. */
  readonly isOn: boolean;
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly start: () => void;
  readonly selectAll: (ids: readonly string[]) => void;
  readonly clear: () => void;
};

/** @param scope the selection is of this place: it is gone when another one comes */
export function useSelection(scope: string): Selection {
  const [state, setState] = useState<{ readonly scope: string; readonly ids: ReadonlySet<string> } | null>(
    null,
  );
  const present = state?.scope === scope ? state : null;
  const ids = present?.ids ?? new Set<string>();
  return {
    isOn: present !== null,
    ids,
    toggle: (id) => setState({ scope, ids: ids.symmetricDifference(new Set([id])) }),
    start: () => setState({ scope, ids }),
    selectAll: (all) => setState({ scope, ids: new Set(all) }),
    clear: () => setState(null),
  };
}
