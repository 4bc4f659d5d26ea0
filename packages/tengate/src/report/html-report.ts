/** Renders a run as one page: verdicts first, then what each gate saw, then what the run stands on. */

import type { RunRecord } from '../model/run-record.ts';
import { formatDuration } from './duration.ts';
import { anchorOf, gateSection } from './html/gate-section.ts';
import { html, type Markup } from './html/markup.ts';
import { formatMoment } from './html/moment.ts';
import { renderPage } from './html/page.ts';
import { runFacts } from './html/run-facts.ts';
import { verdictWord } from './html/verdict-word.ts';
import { formatMemory } from './memory.ts';

/** The whole file. Pure, self-contained: no script, no network. */
export function renderHtmlReport(run: RunRecord): string {
  const body = html`<header>
<p class="kicker">${run.application}, ${formatMoment(run.startedAt)}</p>
<h1>${headline(run)}</h1>
<p class="soft">${verdictWord(run.verdict)} <span>by tengate ${run.command} in ${formatDuration(run.durationMs)}, ${where(run)}</span></p>
${overview(run)}
</header>
<main>
${run.gates.map(gateSection)}
${runFacts(run)}
</main>
<footer>Run ${run.id}. Times of events count from the beginning of their picture. A verdict is passed only for what was measured.</footer>`;
  return renderPage(`${run.application}: ${headline(run)}`, body);
}

/** `All 8 gates passed`, `1 of 8 gates failed`, `2 of 8 gates could not be measured`. */
function headline({ gates }: RunRecord): string {
  const count = (verdict: RunRecord['verdict']): number =>
    gates.filter((gate) => gate.verdict === verdict).length;
  const asked = gates.length - count('skipped');
  if (asked === 0) return 'No gate was measured';
  const of = `of ${asked} ${asked === 1 ? 'gate' : 'gates'}`;
  const parts = [
    count('failed') === 0 ? [] : [`${count('failed')} ${of} failed`],
    count('unknown') === 0 ? [] : [`${count('unknown')} ${of} could not be measured`],
  ].flat();
  if (parts.length > 0) return parts.join(', ');
  return asked === 1 ? 'The gate passed' : `All ${asked} gates passed`;
}

function where({ cluster, machine }: RunRecord): string {
  const on = `${machine.cpus} processors, ${formatMemory(machine.memoryMiB)}`;
  return cluster === null
    ? `without a cluster, ${on}`
    : `cluster ${cluster.name} (${cluster.provider}), ${on}`;
}

function overview({ gates }: RunRecord): Markup | null {
  if (gates.length === 0) return null;
  return html`<table class="overview">
<thead><tr><th scope="col">Gate</th><th scope="col">Verdict</th><th scope="col" class="number">Time</th><th scope="col">What was measured</th></tr></thead>
<tbody>${gates.map(
    (
      gate,
    ) => html`<tr><th scope="row"><span class="ordinal">${gate.gate}</span><a href="#${anchorOf(gate)}">${gate.title}</a></th><td>${verdictWord(gate.verdict)}</td><td class="number soft">${gate.verdict === 'skipped' ? null : formatDuration(gate.durationMs)}</td><td>${gate.summary}</td></tr>
`,
  )}</tbody>
</table>`;
}
