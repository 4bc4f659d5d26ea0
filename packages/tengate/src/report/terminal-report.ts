/** Renders a run for a person: the gates, what was found, where to look, what now. */

import { createColors } from 'picocolors';
import type { GateResult } from '../model/gate-result.ts';
import { formatMeasurement } from '../model/measurement-text.ts';
import type { RunRecord } from '../model/run-record.ts';
import type { Verdict } from '../model/verdict.ts';
import { formatDuration } from './duration.ts';
import { groupMeasurements } from './measurement-groups.ts';
import { renderTable, wrap } from './table.ts';
import { paintVerdict, verdictWord } from './verdict-colour.ts';

export type TerminalReportOptions = {
  readonly colours: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Where the record lies, or `null` when it was not stored. */
  readonly recordPath: string | null;
  /** What a person may do next, and the command for it. */
  readonly next: readonly { readonly what: string; readonly command: string }[];
  /** Lists every measurement of every gate, not only of those that did not pass. */
  readonly details?: boolean;
};

type Colours = ReturnType<typeof createColors>;

/** The whole report, ending in a newline. Pure: the same record and options give the same text. */
export function renderTerminalReport(run: RunRecord, options: TerminalReportOptions): string {
  const colours = createColors(options.colours);
  return [
    '',
    ...gateTable(run, options, colours),
    ...run.gates.flatMap((gate) => gateDetails(gate, options, colours)),
    '',
    `  ${paintVerdict(colours, run.verdict, verdictWord[run.verdict])}  ${conclusion(run)}`,
    '',
    ...pointers(run, options, colours),
    '',
  ].join('\n');
}

/** Below this many columns what was measured stands under its gate: beside it, it would be a word a line. */
const narrowBelow = 76;

function gateTable(run: RunRecord, options: TerminalReportOptions, colours: Colours): string[] {
  if (run.gates.length === 0) return ['  No gate was measured.'];
  const narrow = options.width < narrowBelow;
  const lines = renderTable({
    columns: [
      { title: 'Gate' },
      { title: '' },
      {
        title: 'Verdict',
        paint: (text, cell) =>
          paintVerdict(
            colours,
            run.gates.find(({ verdict }) => verdictWord[verdict] === cell)?.verdict ?? 'unknown',
            text,
          ),
      },
      { title: 'Time' },
      ...(narrow ? [] : [{ title: 'What was measured', wraps: true }]),
    ],
    rows: run.gates.map((gate) => [
      String(gate.gate).padStart(4),
      gate.title,
      verdictWord[gate.verdict],
      gate.verdict === 'skipped' ? '' : formatDuration(gate.durationMs),
      ...(narrow ? [] : [gate.summary]),
    ]),
    width: options.width,
    paintTitle: colours.bold,
  });
  if (!narrow) return lines;
  const [title = '', ...rows] = lines;
  return [
    title,
    ...rows.flatMap((row, index) => [row, ...indented(run.gates[index]?.summary ?? '', 8, options.width)]),
  ];
}

function gateDetails(gate: GateResult, options: TerminalReportOptions, colours: Colours): string[] {
  const open = gate.verdict === 'failed' || gate.verdict === 'unknown';
  const measurements = options.details
    ? gate.measurements
    : gate.measurements.filter(({ verdict }) => open && (verdict === 'failed' || verdict === 'unknown'));
  if (measurements.length === 0 && gate.findings.length === 0) return [];
  return [
    '',
    `  ${colours.bold(`Gate ${gate.gate}: ${gate.title}`)}`,
    ...measurementLines(measurements, options.width),
    ...gate.findings.flatMap(({ code, subject, what, todo }) => [
      `    ${colours.yellow(code)}  ${subject}`,
      ...indented(what, 6, options.width),
      ...indented(`To do: ${todo}`, 6, options.width),
    ]),
  ];
}

/** Under what they are of, so that the names stay short. */
function measurementLines(measurements: GateResult['measurements'], width: number): string[] {
  return groupMeasurements(measurements).flatMap(({ of, measurements: some }) => [
    ...(of === null ? [] : [`    ${of}`]),
    ...renderTable({
      columns: [{ title: '' }, { title: '', wraps: true }],
      rows: some.map((measurement) => [measurement.name, formatMeasurement(measurement)]),
      width,
      indent: of === null ? 4 : 6,
    }),
  ]);
}

function conclusion(run: RunRecord): string {
  const count = (verdict: Verdict): number => run.gates.filter((gate) => gate.verdict === verdict).length;
  const parts = (['passed', 'failed', 'unknown', 'skipped'] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdict}`);
  const gates = parts.length === 0 ? 'no gate was measured' : parts.join(', ');
  return `${gates}; ${formatDuration(run.durationMs)} in all`;
}

function pointers(run: RunRecord, options: TerminalReportOptions, colours: Colours): string[] {
  return renderTable({
    columns: [{ title: '', paint: (text) => colours.dim(text) }, { title: '' }],
    rows: [
      ...run.addresses.map(({ name, url }) => [`Open ${name}`, url]),
      ...(options.recordPath === null ? [] : [['Report', options.recordPath]]),
      ...options.next.map(({ what, command }) => [what, command]),
    ],
    width: options.width,
  });
}

function indented(text: string, indent: number, width: number): string[] {
  return wrap(text, Math.max(20, width - indent)).map((line) => ' '.repeat(indent) + line);
}
