/** Pure: whether a request was lost between the stretches that a gate judges one by one, so that none goes unseen. */

import type { LoadResult } from '../../prober/load-result.ts';
import type { Stretch } from '../../prober/summarise-load.ts';
import type { GatePart } from '../gate-outcomes.ts';

const name = 'between the changes: failed requests';

/** From the beginning of the first stretch to the end of the load; what was sent before is none of the gate's doing. */
export function judgeRest(options: {
  readonly subject: string;
  readonly result: LoadResult;
  readonly stretches: readonly Stretch[];
}): GatePart {
  const { subject, result, stretches } = options;
  if (stretches.length === 0) return { measurements: [], findings: [], evidence: [] };
  const first = Math.min(...stretches.map(({ from }) => from));
  const failures = result.failures.filter(
    ({ at }) => at >= first && !stretches.some(({ from, to }) => at >= from && at < to),
  );
  const [one] = failures;
  return {
    measurements: [
      {
        name,
        value: failures.length,
        unit: 'count',
        bound: '0',
        verdict: failures.length === 0 ? 'passed' : 'failed',
      },
    ],
    findings:
      one === undefined
        ? []
        : [
            {
              code: 'requests-lost',
              subject,
              what: `after a change had come to rest ${failures.length} requests failed, the first ${Math.round(one.at - first)} ms after the first change began: ${one.stream}, ${one.kind}${one.status === null ? '' : ` ${one.status}`}`,
              todo: 'let a pod go on serving until nothing reaches it any more: preStop sleep, drain',
            },
          ],
    evidence: [],
  };
}
