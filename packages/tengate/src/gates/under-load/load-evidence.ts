/** Pure: what a gate keeps of its load: the timeline for the report, how its rate was found, every stream, and the failures. */

import type { Evidence } from '../../model/evidence.ts';
import type { Timeline } from '../../model/timeline.ts';
import type { LoadResult } from '../../prober/load-result.ts';
import { summariseLoad } from '../../prober/summarise-load.ts';
import type { Calibration } from '../../steps/load/calibrate.ts';
import { loadTimeline } from './load-timeline.ts';

/** The lines of the prober beside the record have every one of them. */
const mostFailures = 200;

/** @param options.spans what was done while the load ran */
export function loadEvidence(options: {
  readonly title: string;
  readonly subject: string;
  readonly calibration: Calibration;
  readonly result: LoadResult;
  readonly spans: NonNullable<Timeline['spans']>;
}): readonly Evidence[] {
  const { title, subject, calibration, result, spans } = options;
  return [
    { kind: 'timeline', subject, data: loadTimeline(title, result, spans) },
    {
      kind: 'load',
      subject,
      data: {
        calibration,
        streams: summariseLoad(result),
        failed: result.failures.length,
        failures: result.failures.slice(0, mostFailures),
      },
    },
  ];
}
