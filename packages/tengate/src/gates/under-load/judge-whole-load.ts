/** What every gate under load judges of its load as a whole, beside the stretches of it that it judges one by one. */

import type { LoadResult } from '../../prober/load-result.ts';
import type { Stretch } from '../../prober/summarise-load.ts';
import type { LiveNamespace } from '../../steps/live-namespace.ts';
import type { GateContext } from '../gate-context.ts';
import type { GatePart } from '../gate-outcomes.ts';
import { judgeSteadiness } from './judge-load.ts';
import { judgeRest } from './judge-rest.ts';
import { livenessKills } from './liveness-kills.ts';
import { judgeStoredWrites } from './stored-writes.ts';

export async function judgeWholeLoad(options: {
  readonly context: GateContext;
  readonly live: LiveNamespace;
  readonly subject: string;
  readonly result: LoadResult;
  readonly stretches: readonly Stretch[];
}): Promise<readonly GatePart[]> {
  const { context, live, subject, result, stretches } = options;
  return [
    judgeRest({ subject, result, stretches }),
    judgeSteadiness(result),
    await judgeStoredWrites(context, result),
    { measurements: [], findings: livenessKills(live, result.from), evidence: [] },
  ];
}
