/** Shows measurements as a table, under what they are of. */

import type { Measurement } from '../../model/evidence.ts';
import { formatValue } from '../../model/measurement-text.ts';
import { groupedRows } from './grouped-rows.ts';
import { html, type Markup } from './markup.ts';
import { verdictWord } from './verdict-word.ts';

export function measurementTable(measurements: readonly Measurement[]): Markup {
  return html`<table class="measurements">
<thead><tr><th scope="col">Measured</th><th scope="col" class="number">Value</th><th scope="col">Bound</th><th scope="col">Verdict</th></tr></thead>
${groupedRows(measurements, 4, row)}
</table>`;
}

function row(measurement: Measurement): Markup {
  const { name, value, bound, verdict } = measurement;
  const shape = typeof value === 'number' ? 'number' : '';
  return html`<tr><th scope="row">${name}</th><td class="${shape}">${formatValue(measurement)}</td><td class="soft">${bound ?? ''}</td><td>${verdict === undefined ? null : verdictWord(verdict)}</td></tr>
`;
}
