/** Owns which tasks are selected for a change of many. */

import { useMemo, useState } from 'react';

export type Selection = {
  /** Whether rows show a box to select them. */
  readonly isOn: boolean;
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly start: () => void;
  readonly selectAll: (ids: readonly string[]) => void;
  readonly clear: () => void;
};

type State = { readonly scope: string; readonly ids: ReadonlySet<string> } | null;

const none: ReadonlySet<string> = new Set();

/**
 * What it returns is the same until something is selected, and its functions are as long as the place is: rows that did not
 * change are not rendered again.
 *
 * @param scope the selection is of this place: it is gone when another one comes
 */
export function useSelection(scope: string): Selection {
  const [state, setState] = useState<State>(null);
  const changes = useMemo(() => {
    const idsOf = (present: State) => (present?.scope === scope ? present.ids : none);
    return {
      toggle: (id: string) =>
        setState((present) => ({ scope, ids: idsOf(present).symmetricDifference(new Set([id])) })),
      start: () => setState((present) => ({ scope, ids: idsOf(present) })),
      selectAll: (all: readonly string[]) => setState({ scope, ids: new Set(all) }),
      clear: () => setState(null),
    };
  }, [scope]);
  const present = state?.scope === scope ? state : null;
  return useMemo(
    () => ({ isOn: present !== null, ids: present?.ids ?? none, ...changes }),
    [present, changes],
  );
}
