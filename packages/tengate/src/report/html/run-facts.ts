/** Shows what a run stands on: its steps, machine, versions and addresses. */

import type { RunRecord } from '../../model/run-record.ts';
import { formatDuration } from '../duration.ts';
import { formatMemory } from '../memory.ts';
import { html, type Markup } from './markup.ts';

export function runFacts(run: RunRecord): Markup {
  const { machine, cluster, versions, addresses } = run;
  return html`<section class="gate" id="run">
<div class="head"><h2>The run</h2></div>
${steps(run)}
<div class="facts block">
${pairs('Machine', [
  ['System', machine.os],
  ['Kernel', machine.kernel],
  ['Architecture', machine.architecture],
  ['Processors', String(machine.cpus)],
  ['Memory', formatMemory(machine.memoryMiB)],
  ['Cluster', cluster === null ? 'none' : `${cluster.name} (${cluster.provider})`],
])}
${pairs('Versions', Object.entries(versions))}
${
  addresses.length === 0
    ? null
    : pairs(
        'Addresses that answered',
        addresses.map(({ name, url }) => [name, url] as const),
      )
}
</div>
</section>
`;
}

function steps({ steps: all }: RunRecord): Markup | null {
  if (all.length === 0) return null;
  const longest = Math.max(1, ...all.map(({ durationMs }) => durationMs));
  return html`<div class="block"><table class="recoveries">
<caption>Steps</caption>
<thead><tr><th scope="col">Step</th><th scope="col" class="bar-cell">Time</th><th scope="col" class="number">Took</th><th scope="col">Outcome</th><th scope="col">What it did</th></tr></thead>
<tbody>${all.map(
    ({ name, outcome, durationMs, summary }) =>
      html`<tr><th scope="row">${name}</th><td class="bar-cell"><svg class="recovery" aria-hidden="true"><rect class="step" width="${((durationMs / longest) * 100).toFixed(2)}%" height="8" y="6"/></svg></td><td class="number">${formatDuration(durationMs)}</td><td class="nowrap">${outcome}</td><td>${summary}</td></tr>
`,
  )}</tbody>
</table></div>`;
}

function pairs(caption: string, rows: readonly (readonly [string, string])[]): Markup {
  return html`<table><caption>${caption}</caption><tbody>${rows.map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>
`,
  )}</tbody></table>
`;
}
