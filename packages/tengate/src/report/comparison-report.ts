/** Renders a comparison of two runs for a person at a terminal. */

import { createColors } from 'picocolors';
import type { Verdict } from '../model/verdict.ts';
import { describeGateChange, formatChange, formatSide, isInBoth, isShort, onlyInOne } from './change.ts';
import type { Comparison, FactChange, GateChange, MeasurementChange } from './compare-runs.ts';
import { formatDuration } from './duration.ts';
import { groupMeasurements } from './measurement-groups.ts';
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
    rows: gates.map((gate) => [
      String(gate.gate).padStart(4),
      gate.title,
      word(gate.before),
      word(gate.after),
      describeGateChange(gate),
    ]),
    width: options.width,
    paintTitle: colours.bold,
    paintLine: (line, index) => {
      const gate = gates[index];
      if (gate === undefined || gate.before === gate.after) return line;
      if (gate.before === null || gate.after === null) return colours.dim(line);
      return paintVerdict(colours, gate.after, line);
    },
  });
}

function gateDetails(gate: GateChange, options: ComparisonReportOptions, colours: Colours): string[] {
  const { measurements } = gate;
  if (!options.details && (gate.before === null || gate.after === null)) return [];
  const shown = options.details
    ? measurements
    : measurements.filter((one) => one.changed && isInBoth(one) && (isShort(one) || hasNewVerdict(one)));
  const reworded = measurements.filter(
    (one) => one.changed && isInBoth(one) && !isShort(one) && !hasNewVerdict(one),
  ).length;
  const left = options.details
    ? []
    : [reworded === 0 ? null : `${reworded} in other words`, onlyInOne(measurements)].filter(
        (part) => part !== null,
      );
  if (shown.length === 0 && left.length === 0) return [];
  return [
    '',
    `  ${colours.bold(`Gate ${gate.gate}: ${gate.title}`)}`,
    ...measurementLines(shown, options.width),
    ...(left.length === 0 ? [] : [`    ${colours.dim(`${left.join(', ')} (--details lists them)`)}`]),
  ];
}

/** Under what they are of: numbers below each other, texts on lines of their own, for they may be sentences. */
function measurementLines(shown: readonly MeasurementChange[], width: number): string[] {
  return groupMeasurements(shown).flatMap(({ of, measurements }) => {
    const indent = of === null ? 4 : 6;
    return [
      ...(of === null ? [] : [`    ${of}`]),
      ...renderTable({
        columns: [{ title: '', wraps: true }, { title: '' }, { title: '' }, { title: '' }],
        rows: measurements
          .filter(isShort)
          .map((one) => [
            one.name,
            formatSide(one.before, one),
            formatSide(one.after, one),
            formatChange(one),
          ]),
        width,
        indent,
      }),
      ...measurements
        .filter((one) => !isShort(one))
        .flatMap((one) => [
          `${' '.repeat(indent)}${one.name}`,
          ...renderTable({
            columns: [{ title: '' }, { title: '', wraps: true }],
            rows: [
              ['before', formatSide(one.before, one)],
              ['after', formatSide(one.after, one)],
            ],
            width,
            indent: indent + 2,
          }),
        ]),
    ];
  });
}

function hasNewVerdict({ before, after }: MeasurementChange): boolean {
  return before?.verdict !== after?.verdict;
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
