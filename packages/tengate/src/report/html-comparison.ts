/** Renders a comparison of two runs as one page. */

import { describeGateChange, formatChange, formatSide, isInBoth, isShort, onlyInOne } from './change.ts';
import type { Comparison, FactChange, GateChange, MeasurementChange } from './compare-runs.ts';
import { groupedRows } from './html/grouped-rows.ts';
import { html, type Markup } from './html/markup.ts';
import { formatMoment } from './html/moment.ts';
import { renderPage } from './html/page.ts';
import { verdictWord } from './html/verdict-word.ts';

/** The whole file. Pure, self-contained. */
export function renderHtmlComparison(comparison: Comparison): string {
  const { before, after, gates, versions, machine } = comparison;
  const both = gates.filter((gate) => gate.before !== null && gate.after !== null);
  const changed = both.filter((gate) => gate.before !== gate.after).length;
  const title =
    both.length === 0
      ? 'No gate was measured in both runs'
      : changed === 0
        ? 'No verdict changed'
        : `${changed} of ${both.length} ${both.length === 1 ? 'verdict' : 'verdicts'} changed`;
  const body = html`<header>
<p class="kicker">${after.application}, two runs compared</p>
<h1>${title}</h1>
<p class="soft">before: ${formatMoment(before.startedAt)}, ${verdictWord(before.verdict)}; after: ${formatMoment(after.startedAt)}, ${verdictWord(after.verdict)}</p>
<table class="overview compared">
<thead><tr><th scope="col">Gate</th><th scope="col">Before</th><th scope="col">After</th><th scope="col">What changed</th></tr></thead>
<tbody>${gates.map(
    (
      gate,
    ) => html`<tr><th scope="row"><span class="ordinal">${gate.gate}</span>${gate.title}</th><td>${word(gate.before)}</td><td>${word(gate.after)}</td><td>${describeGateChange(gate)}</td></tr>
`,
  )}</tbody>
</table>
</header>
<main>
${both.map(section)}
<section class="gate"><div class="head"><h2>What they ran on</h2></div>
<div class="facts block">${facts('Versions', versions)}${facts('Machine', machine)}</div></section>
</main>
<footer>Before: run ${before.id}. After: run ${after.id}.</footer>`;
  return renderPage(`${after.application}: ${title}`, body);
}

function word(verdict: GateChange['before']): Markup {
  return verdict === null ? html`<span class="soft">not measured</span>` : verdictWord(verdict);
}

function section(gate: GateChange): Markup | null {
  const { measurements } = gate;
  const both = measurements.filter(isInBoth);
  const changed = both.filter((one) => one.changed);
  const same = both.filter((one) => !one.changed);
  const lone = onlyInOne(measurements);
  if (measurements.length === 0) return null;
  return html`<section class="gate">
<div class="head"><h2>Gate ${gate.gate}: ${gate.title}</h2></div>
<div class="block">${changed.length === 0 ? html`<p>Nothing changed of what both measured.</p>` : table(changed)}</div>
${same.length === 0 ? null : html`<details><summary>${same.length} that did not change</summary>${table(same)}</details>`}
${lone === null ? null : html`<p class="soft">${lone}.</p>`}
</section>
`;
}

function table(measurements: readonly MeasurementChange[]): Markup {
  return html`<table class="changes">
<thead><tr><th scope="col">Measured</th><th scope="col" class="number">Before</th><th scope="col" class="number">After</th><th scope="col" class="number">Change</th></tr></thead>
${groupedRows(measurements, 4, row)}
</table>`;
}

function row(one: MeasurementChange): Markup {
  const shape = isShort(one) ? 'number' : '';
  return html`<tr><th scope="row">${one.name}</th><td class="${shape}">${formatSide(one.before, one)}</td><td class="${shape}">${formatSide(one.after, one)}</td><td class="number">${formatChange(one)}</td></tr>
`;
}

function facts(caption: string, changes: readonly FactChange[]): Markup {
  if (changes.length === 0) return html`<div><h3>${caption}</h3><p>The same.</p></div>`;
  return html`<table><caption>${caption}</caption>
<thead><tr><th scope="col">Name</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
<tbody>${changes.map(
    ({ name, before, after }) =>
      html`<tr><th scope="row">${name}</th><td>${before ?? 'not there'}</td><td>${after ?? 'not there'}</td></tr>
`,
  )}</tbody></table>`;
}
