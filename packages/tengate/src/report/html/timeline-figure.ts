/** Shows a timeline: the picture for a wide and for a narrow page, its legend, what happened, and its numbers as a table. */

import type { Timeline, TimelineSeries } from '../../model/timeline.ts';
import { drawTimeline } from './draw-timeline.ts';
import { formatElapsed } from './elapsed.ts';
import { html, type Markup } from './markup.ts';
import { panelsOf, shortNameOf } from './timeline-panels.ts';

export function timelineFigure(given: Timeline): Markup {
  if (given.series.length === 0)
    return html`<div class="block"><h3>${given.title}</h3><p>Nothing was recorded over time.</p></div>`;
  const timeline = { ...given, events: [...given.events].sort((one, other) => one.at - other.at) };
  const label = describe(timeline);
  return html`<figure>
<figcaption><strong>${timeline.title}</strong>${legend(timeline)}</figcaption>
${drawTimeline(timeline, { size: 'wide', label })}${drawTimeline(timeline, { size: 'narrow', label })}
${timeline.events.length === 0 ? null : eventList(timeline)}
<details><summary>The picture in numbers</summary>${seriesTable(timeline)}</details>
</figure>
`;
}

/** Each look once: panels of the same kind of series use the same strokes. */
function legend(timeline: Timeline): readonly Markup[] {
  const looks = new Map<string, Markup>();
  for (const { series } of panelsOf(timeline)) {
    for (const [index, one] of series.entries()) {
      if (one.kind === 'bars') continue;
      looks.set(
        `${index % 4} ${shortNameOf(one)}`,
        html`<span class="legend"><svg viewBox="0 0 22 10" aria-hidden="true"><line class="line s${index % 4}" x1="1" x2="21" y1="5" y2="5"/></svg>${shortNameOf(one)}</span>`,
      );
    }
  }
  return [...looks.values()];
}

function eventList({ events, from }: Timeline): Markup {
  return html`<ol class="events">${events.map(
    ({ at, text }, index) =>
      html`<li><b>${index + 1}</b><span class="soft">${formatElapsed(Math.max(0, at - from))}</span><span>${text}</span></li>
`,
  )}</ol>`;
}

function seriesTable({ series, from }: Timeline): Markup {
  return html`<table>
<thead><tr><th scope="col">Series</th><th scope="col">Unit</th><th scope="col" class="number">Points</th><th scope="col" class="number">Least</th><th scope="col" class="number">Median</th><th scope="col" class="number">Most</th><th scope="col" class="number">Most at</th><th scope="col" class="number">Last</th></tr></thead>
<tbody>${series.map((one) => {
    const { least, middle, most, mostAt, last } = statisticsOf(one);
    return html`<tr><th scope="row">${one.name}</th><td>${one.unit}</td><td class="number">${one.points.length}</td>${[least, middle, most].map((value) => html`<td class="number">${value}</td>`)}<td class="number">${mostAt === null ? null : formatElapsed(mostAt - from)}</td><td class="number">${last}</td></tr>
`;
  })}</tbody>
</table>`;
}

/** What a person who does not see the picture is told. */
function describe(timeline: Timeline): string {
  const { title, from, to, series, events } = timeline;
  const seen = series.map((one) => {
    const { least, most } = statisticsOf(one);
    const unit = one.unit === 'count' ? '' : ` ${one.unit}`;
    if (most === null) return `${one.name}: none`;
    return `${one.name}: ${one.kind === 'bars' ? `at most ${most}` : `${least} to ${most}`}${unit}`;
  });
  return `${title}, ${formatElapsed(to - from)}. ${seen.join('; ')}. ${events.length} events are listed below.`;
}

function statisticsOf({ points }: TimelineSeries) {
  const values = points.map(([, value]) => value).sort((one, other) => one - other);
  const most = values.at(-1) ?? null;
  return {
    least: values[0] ?? null,
    middle: values[Math.floor(values.length / 2)] ?? null,
    most,
    mostAt: points.find(([, value]) => value === most)?.[0] ?? null,
    last: points.at(-1)?.[1] ?? null,
  };
}
