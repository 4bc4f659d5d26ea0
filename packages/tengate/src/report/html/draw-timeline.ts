/** Draws a timeline as one SVG: its panels below each other on one axis of time, what was done marked across all of them. */

import { scaleLinear } from 'd3-scale';
import type { Timeline } from '../../model/timeline.ts';
import { drawPanel } from './draw-panel.ts';
import { formatElapsed } from './elapsed.ts';
import { html, type Markup } from './markup.ts';
import { panelsOf } from './timeline-panels.ts';

const sizes = { wide: 952, narrow: 380 } as const;
const margin = { top: 22, right: 10, bottom: 26, left: 46 };
const titleHeight = 26;
const between = 10;
/** Markers closer than this share one number. */
const markerWidth = 26;
/** Steps of the axis of time, seconds. */
const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_200, 3_600];

export function drawTimeline(
  timeline: Timeline,
  options: { readonly size: keyof typeof sizes; readonly label: string },
): Markup {
  const { from } = timeline;
  const to = Math.max(timeline.to, from + 1);
  const width = sizes[options.size];
  const x = scaleLinear()
    .domain([from, to])
    .range([margin.left, width - margin.right]);
  let top = margin.top;
  const panels = panelsOf(timeline).map((panel) => {
    const height = panel.series.some(({ kind }) => kind === 'line') ? 110 : 56;
    top += titleHeight;
    const place = { x, top, height, to };
    top += height + between;
    return drawPanel(panel, place);
  });
  const bottom = top - between;
  const clamp = (at: number): number => Math.round(x(Math.min(to, Math.max(from, at))) * 10) / 10;
  return html`<svg class="chart ${options.size}" viewBox="0 0 ${width} ${bottom + margin.bottom}" role="img" aria-label="${options.label}">
${(timeline.spans ?? []).map(
  (span) =>
    html`<rect class="band" x="${clamp(span.from)}" y="${margin.top}" width="${Math.max(1, Math.round(clamp(span.to) - clamp(span.from)))}" height="${bottom - margin.top}"/>`,
)}
${timeline.events.map(({ at }) => html`<line class="marker" x1="${clamp(at)}" x2="${clamp(at)}" y1="${margin.top - 4}" y2="${bottom}"/>`)}
${markers(timeline.events.map(({ at }) => clamp(at))).map(
  ({ place, text }) =>
    html`<text class="event" x="${Math.round(place)}" y="${margin.top - 9}" text-anchor="middle">${text}</text>`,
)}
${panels}
${timeTicks(to - from, options.size === 'wide' ? 10 : 4).map(
  (ms) =>
    html`<text x="${clamp(from + ms)}" y="${bottom + 18}" text-anchor="${ms === 0 ? 'start' : 'middle'}">${formatElapsed(ms)}</text>`,
)}
</svg>
`;
}

/** Events in the order of time get the numbers of the list below the picture. */
function markers(places: readonly number[]): readonly { readonly place: number; readonly text: string }[] {
  const groups: { readonly first: number; readonly places: number[] }[] = [];
  for (const [index, place] of places.entries()) {
    const open = groups.at(-1);
    if (open !== undefined && place - (open.places.at(-1) ?? place) < markerWidth) open.places.push(place);
    else groups.push({ first: index + 1, places: [place] });
  }
  return groups.map(({ first, places: some }) => ({
    place: ((some[0] ?? 0) + (some.at(-1) ?? 0)) / 2,
    text: some.length === 1 ? String(first) : `${first}\u2013${first + some.length - 1}`,
  }));
}

/** Milliseconds after the beginning; the last one leaves room for its text. */
function timeTicks(lengthMs: number, most: number): readonly number[] {
  const step = (timeSteps.find((one) => lengthMs / (one * 1_000) <= most) ?? 7_200) * 1_000;
  return Array.from({ length: Math.floor(lengthMs / step) + 1 }, (_, index) => index * step).filter(
    (ms) => ms === 0 || ms < lengthMs - step * 0.15,
  );
}
