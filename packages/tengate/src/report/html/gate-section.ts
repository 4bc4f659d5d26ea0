/** Shows one gate: its verdict, what was found, its pictures, its numbers and the raw evidence. */

import type { Evidence } from '../../model/evidence.ts';
import type { GateResult } from '../../model/gate-result.ts';
import { formatDuration } from '../duration.ts';
import { differencesTable } from './differences-table.ts';
import { html, type Markup } from './markup.ts';
import { measurementTable } from './measurement-table.ts';
import { rawEvidence } from './raw-evidence.ts';
import { recoveryTable } from './recovery-table.ts';
import { timelineFigure } from './timeline-figure.ts';
import { verdictWord } from './verdict-word.ts';

/** Where the section of a gate is in the page. */
export function anchorOf({ gate, name }: GateResult): string {
  return `gate-${gate}-${name}`;
}

export function gateSection(gate: GateResult): Markup {
  const { measurements, findings, evidence } = gate;
  const notPassed = measurements.filter(({ verdict }) => verdict === 'failed' || verdict === 'unknown');
  const count = `${measurements.length} ${measurements.length === 1 ? 'measurement' : 'measurements'}`;
  return html`<section class="gate" id="${anchorOf(gate)}">
<div class="head"><h2>Gate ${gate.gate}: ${gate.title}</h2><span>${verdictWord(gate.verdict)}${
    gate.verdict === 'skipped' ? null : html` <span class="soft">in ${formatDuration(gate.durationMs)}</span>`
  }</span></div>
<p class="summary">${gate.summary}</p>
${findings.map(finding)}
${notPassed.length === 0 ? null : html`<div class="block">${measurementTable(notPassed)}</div>`}
${evidence.map(picture)}
${measurements.length === 0 ? null : html`<details><summary>All ${count}</summary>${measurementTable(measurements)}</details>`}
${evidence.map(rawEvidence)}
</section>
`;
}

function finding({ code, subject, what, todo }: GateResult['findings'][number]): Markup {
  return html`<div class="finding">
<p><span class="code">${code}</span> <span class="soft">${subject}</span></p>
<p>${what}</p>
<p>To do: ${todo}</p>
</div>
`;
}

function picture(evidence: Evidence): Markup | null {
  switch (evidence.kind) {
    case 'timeline':
      return timelineFigure(evidence.data);
    case 'recoveries':
      return recoveryTable(evidence.data);
    case 'differences':
      return differencesTable(evidence.data);
    default:
      return null;
  }
}
