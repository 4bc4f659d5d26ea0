/** Pure: what was recorded of replicas and utilisation, as a timeline for the report. */

import type { Timeline } from '../../model/timeline.ts';
import type { ScalingPoint } from '../../steps/record-scaling.ts';

export function scalingTimeline(
  points: readonly ScalingPoint[],
  marks: readonly { readonly at: number; readonly text: string }[],
): Timeline {
  const names = [...new Set(points.flatMap(({ scaling }) => scaling.map(({ deployment }) => deployment)))];
  const series = names.flatMap((name) => {
    const own = points.flatMap(({ at, scaling }) =>
      scaling.filter(({ deployment }) => deployment === name).map((one) => ({ at, one })),
    );
    return [
      {
        name: `${name}: replicas Ready`,
        unit: 'count',
        kind: 'step' as const,
        points: own.map(({ at, one }) => [at, one.ready] as const),
      },
      {
        name: `${name}: replicas wanted`,
        unit: 'count',
        kind: 'step' as const,
        points: own.map(({ at, one }) => [at, one.wanted] as const),
      },
      {
        name: `${name}: CPU utilisation`,
        unit: '%',
        kind: 'line' as const,
        points: own.flatMap(({ at, one }) =>
          one.autoscaler?.utilisation == null ? [] : [[at, one.autoscaler.utilisation] as const],
        ),
      },
    ];
  });
  return {
    title: 'Replicas and utilisation',
    from: points[0]?.at ?? 0,
    to: points.at(-1)?.at ?? 0,
    series,
    events: [...marks],
  };
}
