/** Draws how long each thing took to come back, all on one scale, with the number beside each bar. */

import { scaleLinear } from 'd3-scale';
import type { RecoveryBar } from '../../model/timeline.ts';
import { html, type Markup } from './markup.ts';

export function recoveryTable(bars: readonly RecoveryBar[]): Markup | null {
  if (bars.length === 0) return null;
  const slowest = Math.max(...bars.map(({ seconds }) => seconds ?? 0));
  const bounds = bars.map(({ boundSeconds }) => boundSeconds);
  // A bound far away would leave nothing to see of the bars: it stands in words then.
  const shown = bounds.filter((bound) => bound <= slowest * 4);
  const share = scaleLinear()
    .domain([0, Math.max(slowest, ...shown, 1) * 1.02])
    .range([0, 100])
    .clamp(true);
  return html`<div class="block"><table class="recoveries">
<caption>Time until Ready again</caption>
<thead><tr><th scope="col">What was taken away</th><th scope="col" class="bar-cell"><span class="soft">0 to ${tenth(share.invert(100))} s</span></th><th scope="col" class="number">Ready after</th><th scope="col" class="number">Bound</th><th scope="col" class="number">Failed requests</th></tr></thead>
<tbody>${bars.map((bar) => row(bar, share))}</tbody>
</table></div>
`;
}

function row(bar: RecoveryBar, share: (seconds: number) => number): Markup {
  const { name, seconds, boundSeconds, failedRequests } = bar;
  const late = seconds === null || seconds > boundSeconds;
  const inside = share(boundSeconds) < 100;
  return html`<tr><th scope="row">${name}</th><td class="bar-cell"><svg class="recovery" aria-hidden="true">
<rect class="track" width="100%" height="12" y="4"/><rect class="${late ? 'late' : 'took'}" width="${percent(seconds === null ? 100 : share(seconds))}" height="12" y="4"/>${
    inside
      ? html`<line class="bound" x1="${percent(share(boundSeconds))}" x2="${percent(share(boundSeconds))}" y1="0" y2="20"/>`
      : null
  }</svg></td><td class="number">${seconds === null ? 'never' : `${seconds.toFixed(1)} s`}</td><td class="number soft">${boundSeconds} s</td><td class="number">${failedRequests}</td></tr>
`;
}

function percent(value: number): string {
  return `${value.toFixed(2)}%`;
}

function tenth(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}
