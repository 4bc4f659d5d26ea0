/** Timelines as tests of the report need them: shaped like measured ones, the same every time. */

import type { Timeline } from '../model/timeline.ts';

type Span = { readonly name: string; readonly from: number; readonly to: number };

/** A load at one point per half second, slower while something is rolled out. */
export function exampleLoad(options: {
  readonly title: string;
  readonly from: number;
  readonly seconds: number;
  /** Seconds after the beginning. */
  readonly spans: readonly Span[];
  /** Seconds after the beginning → requests failed in that half second. */
  readonly failures?: Readonly<Record<string, number>>;
  readonly endText: string;
}): Timeline {
  const { title, from, seconds, spans, failures = {}, endText } = options;
  const busy = (second: number): boolean => spans.some((span) => second >= span.from && second <= span.to);
  const latency = (base: number, strain: number) =>
    Array.from({ length: seconds * 2 }, (_, index) => {
      const ripple = Math.abs(Math.sin(index * 1.7) * Math.cos(index * 0.31));
      const value = base + ripple * base * 0.4 + (busy(index / 2) ? strain * (0.5 + ripple) : 0);
      return [from + index * 500, Math.round(value * 10) / 10] as const;
    });
  return {
    title,
    from,
    to: from + seconds * 1_000,
    series: [
      { name: 'p50', unit: 'ms', kind: 'line', points: latency(4.5, 3) },
      { name: 'p99', unit: 'ms', kind: 'line', points: latency(14, 42) },
      {
        name: 'failed requests',
        unit: 'count',
        kind: 'bars',
        points: Object.entries(failures).map(([second, failed]) => [from + Number(second) * 1_000, failed]),
      },
    ],
    events: spans.flatMap((span) => [
      { at: from + span.from * 1_000, text: span.name },
      { at: from + span.to * 1_000, text: `${span.name}: ${endText}` },
    ]),
    spans: spans.map((span) => ({ ...span, from: from + span.from * 1_000, to: from + span.to * 1_000 })),
  };
}

/** Two workloads to three replicas and back, then one of them to four under load. */
export function exampleScaling(from: number): Timeline {
  const at = (points: readonly (readonly [second: number, value: number])[]) =>
    points.map(([second, value]) => [from + second * 1_000, value] as const);
  const event = (second: number, text: string) => ({ at: from + second * 1_000, text });
  const series = (owner: string, name: string, points: readonly (readonly [number, number])[]) => ({
    name: `${owner}: ${name}`,
    unit: 'count',
    kind: 'step' as const,
    points: at(points),
  });
  return {
    title: 'Replicas and utilisation',
    from,
    to: from + 79_000,
    series: [
      series('todo-chatbot-api', 'replicas Ready', [
        [0, 2],
        [4.2, 3],
        [6.5, 2],
        [34, 3],
        [36, 4],
        [66, 3],
        [74, 2],
      ]),
      series('todo-chatbot-api', 'replicas wanted', [
        [0, 2],
        [1.1, 3],
        [5.3, 2],
        [31, 4],
        [64, 3],
        [73, 2],
      ]),
      {
        name: 'todo-chatbot-api: CPU utilisation',
        unit: '%',
        kind: 'line',
        points: at([
          [0, 6],
          [15, 7],
          [20, 48],
          [25, 131],
          [31, 164],
          [36, 118],
          [42, 84],
          [47, 38],
          [54, 12],
          [62, 7],
          [79, 5],
        ]),
      },
      series('todo-chatbot-web', 'replicas Ready', [
        [0, 2],
        [3.6, 3],
        [6.1, 2],
      ]),
      series('todo-chatbot-web', 'replicas wanted', [
        [0, 2],
        [1.2, 3],
        [5.4, 2],
      ]),
      {
        name: 'todo-chatbot-web: CPU utilisation',
        unit: '%',
        kind: 'line',
        points: at([
          [0, 3],
          [15, 4],
          [31, 5],
          [47, 4],
          [62, 3],
          [79, 3],
        ]),
      },
    ],
    events: [
      event(0.2, 'waits for the autoscalers to know their load'),
      event(0.9, 'asks for 3 replicas through Helm'),
      event(5.1, '3 replicas are Ready; asks for the old number'),
      event(7.2, 'back at the old number'),
      event(16, 'load begins: 600 requests a second'),
      event(41.5, 'load ends'),
      event(78, 'back at the least number of replicas'),
    ],
  };
}
