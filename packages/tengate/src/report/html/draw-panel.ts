/** Draws one panel of a timeline as SVG: its scale, its grid and its series. */

import { type ScaleContinuousNumeric, scaleLinear, scaleLog } from 'd3-scale';
import { curveLinear, curveStepAfter, line } from 'd3-shape';
import type { TimelineSeries } from '../../model/timeline.ts';
import { html, type Markup } from './markup.ts';
import type { Panel } from './timeline-panels.ts';

type Scale = ScaleContinuousNumeric<number, number>;
type Point = readonly [at: number, value: number];

export type PanelPlace = {
  /** Milliseconds since 1970 → horizontal place. */
  readonly x: Scale;
  readonly top: number;
  readonly height: number;
  /** The last moment of the timeline: a step holds until then. */
  readonly to: number;
};

/** Where the largest value is this many times the usual one, a linear scale would show only the largest. */
const logarithmicFrom = 25;
const barWidth = 3;

export function drawPanel(panel: Panel, place: PanelPlace): Markup {
  const { x, top, height } = place;
  const [left = 0, right = 0] = x.range();
  const { y, ticks, logarithmic } = scaleOf(panel, top, height);
  const empty = panel.series.every(({ points }) => points.length === 0);
  return html`<text class="title" x="${left}" y="${top - 7}">${panel.title}${logarithmic ? ' (logarithmic)' : null}</text>
${(empty ? [] : ticks).map(
  (
    tick,
  ) => html`<line class="grid" x1="${left}" x2="${right}" y1="${round(y(tick))}" y2="${round(y(tick))}"/><text x="${left - 7}" y="${round(y(tick) + 4)}" text-anchor="end">${tick}</text>
`,
)}
<line class="base" x1="${left}" x2="${right}" y1="${top + height}" y2="${top + height}"/>
${empty ? html`<text x="${(left + right) / 2}" y="${top + height / 2 + 4}" text-anchor="middle">${panel.series.every(({ kind }) => kind === 'bars') ? 'none' : 'nothing recorded'}</text>` : null}
${panel.series.map((series, index) => drawSeries(series, index, { y, place }))}
`;
}

function drawSeries(
  series: TimelineSeries,
  index: number,
  { y, place }: { readonly y: Scale; readonly place: PanelPlace },
): Markup {
  const { x, to, top, height } = place;
  if (series.kind === 'bars')
    return html`${series.points.map(
      ([at, value]) =>
        html`<rect class="bar" x="${round(x(at))}" y="${round(y(value))}" width="${barWidth}" height="${round(top + height - y(value))}"/>`,
    )}`;
  const last = series.points.at(-1);
  const points: readonly (Point | null)[] =
    series.kind === 'line'
      ? withGaps(series)
      : [...series.points, ...(last === undefined ? [] : [[to, last[1]] as const])];
  const path = line<Point | null>()
    .defined((point) => point !== null)
    .x((point) => round(x(point?.[0] ?? 0)))
    .y((point) => round(y(Math.max(point?.[1] ?? 0, y.domain()[0] ?? 0))))
    .curve(series.kind === 'step' ? curveStepAfter : curveLinear)(points);
  return html`<path class="line s${index % 4}" d="${path ?? ''}"/>`;
}

/** A stretch in which nobody was answered has no latency: the line breaks there instead of bridging it. */
function withGaps({ points, unit }: TimelineSeries): readonly (Point | null)[] {
  if (unit !== 'ms') return points;
  const steps = points.slice(1).map(([at], index) => at - (points[index]?.[0] ?? at));
  const usual = median(steps);
  return points.flatMap((point, index) => ((steps[index] ?? 0) > usual * 2.5 ? [point, null] : [point]));
}

function scaleOf(
  { series, unit }: Panel,
  top: number,
  height: number,
): { readonly y: Scale; readonly ticks: readonly number[]; readonly logarithmic: boolean } {
  const values = series.flatMap(({ points }) => points.map(([, value]) => value));
  const most = values.reduce((one, other) => Math.max(one, other), 0);
  const least = values.filter((value) => value > 0).reduce((one, other) => Math.min(one, other), most);
  const range = [top + height, top];
  if (unit === 'ms' && most > logarithmicFrom * median(values) && least > 0) {
    const y = scaleLog()
      .domain([10 ** Math.floor(Math.log10(least)), 10 ** Math.ceil(Math.log10(most))])
      .range(range);
    return { y, ticks: y.ticks().filter((tick) => Number.isInteger(Math.log10(tick))), logarithmic: true };
  }
  const y = scaleLinear()
    .domain([0, most === 0 ? 1 : most])
    .range(range)
    .nice(4);
  // A few things are counted one by one: the number of replicas that was reached is read off, and not guessed.
  const few = unit === 'count' && most <= 4;
  const ticks = y.ticks(few ? most : height < 80 ? 2 : 4);
  return {
    y,
    ticks: unit === 'count' ? ticks.filter((tick) => Number.isInteger(tick)) : ticks,
    logarithmic: false,
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
