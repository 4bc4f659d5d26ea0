/** Renders a comparison of two runs for a person at a terminal. */

import { createColors } from 'picocolors';
import type { Verdict } from '../model/verdict.ts';
import { formatChange, formatSide, onlyInOne } from './change.ts';
import type { Comparison, FactChange, GateChange } from './compare-runs.ts';
import { formatDuration } from './duration.ts';
import { renderTable } from './table.ts';
import { paintVerdict, verdictWord } from './verdict-colour.ts';

export type ComparisonReportOptions = {
  readonly colours: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Lists what stayed the same, and what only one run has, too. */
  readonly details?: boolean;
};

type Colours = ReturnType<typeof createColors>;

/** The whole text, ending in a newline. Pure. */
export function renderComparison(comparison: Comparison, options: ComparisonReportOptions): string {
  const colours = createColors(options.colours);
  const { before, after, gates } = comparison;
  return [
    '',
    ...renderTable({
      columns: [{ title: '' }, { title: '' }, { title: '' }, { title: '' }],
      rows: [
        ['Before', before.id, verdictWord[before.verdict], formatDuration(before.durationMs)],
        ['After', after.id, verdictWord[after.verdict], formatDuration(after.durationMs)],
      ],
      width: options.width,
    }),
    '',
    ...gateTable(gates, options, colours),
    ...gates.flatMap((gate) => gateDetails(gate, options, colours)),
    ...facts('Versions', comparison.versions, options, colours),
    ...facts('Machine', comparison.machine, options, colours),
    '',
  ].join('\n');
}

function gateTable(
  gates: readonly GateChange[],
  options: ComparisonReportOptions,
  colours: Colours,
): string[] {
  if (gates.length === 0) return ['  No gate was measured in either run.'];
  const word = (verdict: Verdict | null): string =>
    verdict === null ? 'NOT MEASURED' : verdictWord[verdict];
  return renderTable({
    columns: [
      { title: 'Gate' },
      { title: '' },
      { title: 'Before' },
      { title: 'After' },
      { title: '', wraps: true },
    ],
    rows: gates.map(({ gate, title, before, after, measurements }) => [
      String(gate).padStart(4),
      title,
      word(before),
      word(after),
      [
        before === after ? '' : 'verdict changed',
        `${measurements.filter(({ changed }) => changed).length} of ${measurements.length} numbers changed`,
      ]
        .filter((part) => part !== '')
        .join(', '),
    ]),
    width: options.width,
    paintTitle: colours.bold,
    paintLine: (line, index) => {
      const gate = gates[index];
      if (gate === undefined || gate.before === gate.after) return line;
      return paintVerdict(colours, gate.after ?? 'unknown', line);
    },
  });
}

function gateDetails(gate: GateChange, options: ComparisonReportOptions, colours: Colours): string[] {
  const shown = options.details
    ? gate.measurements
    : gate.measurements.filter(({ changed, before, after }) => changed && before !== null && after !== null);
  const lone = options.details ? null : onlyInOne(gate.measurements);
  if (shown.length === 0 && lone === null) return [];
  return [
    '',
    `  ${colours.bold(`Gate ${gate.gate}: ${gate.title}`)}`,
    ...renderTable({
      columns: [{ title: '', wraps: true }, { title: '' }, { title: '' }, { title: '' }],
      rows: shown.map((one) => [
        one.name,
        formatSide(one.before, one),
        formatSide(one.after, one),
        formatChange(one),
      ]),
      width: options.width,
      indent: 4,
    }),
    ...(lone === null ? [] : [`    ${colours.dim(`${lone} (--details lists them)`)}`]),
  ];
}

function facts(
  title: string,
  changes: readonly FactChange[],
  options: ComparisonReportOptions,
  colours: Colours,
): string[] {
  return [
    '',
    `  ${colours.bold(title)}`,
    ...(changes.length === 0
      ? ['    the same']
      : renderTable({
          columns: [{ title: '' }, { title: '' }, { title: '', wraps: true }],
          rows: changes.map(({ name, before, after }) => [name, before ?? 'not there', after ?? 'not there']),
          width: options.width,
          indent: 4,
        })),
  ];
}
