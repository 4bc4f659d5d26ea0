/**
 * Renders a run as JUnit XML, one test case per gate. `failed` becomes `<failure>`; `unknown` becomes `<error>`, which every
 * reader of JUnit counts as not passed; `skipped` becomes `<skipped>`. A run without gates is one test case that is an error.
 */

import type { GateResult } from '../model/gate-result.ts';
import { formatMeasurement } from '../model/measurement-text.ts';
import type { RunRecord } from '../model/run-record.ts';

export function renderJunitReport(run: RunRecord): string {
  const cases = run.gates.length === 0 ? [emptyCase(run)] : run.gates.map((gate) => gateCase(run, gate));
  const count = (verdict: GateResult['verdict']): number =>
    run.gates.filter((gate) => gate.verdict === verdict).length;
  const totals = {
    tests: cases.length,
    failures: count('failed'),
    errors: count('unknown') + (run.gates.length === 0 ? 1 : 0),
    skipped: count('skipped'),
    time: seconds(run.durationMs),
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'tengate', ...totals })}>`,
    `  <testsuite${attributes({ name: `tengate ${run.command}: ${run.application}`, ...totals, timestamp: run.startedAt })}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function gateCase(run: RunRecord, gate: GateResult): string {
  const open = `    <testcase${attributes({
    classname: `tengate.${run.application}`,
    name: `Gate ${gate.gate}: ${gate.title}`,
    time: seconds(gate.durationMs),
  })}>`;
  return [open, ...outcome(gate), ...output(gate), '    </testcase>'].join('\n');
}

function outcome(gate: GateResult): string[] {
  const details = gate.findings.map(
    ({ code, subject, what, todo }) => `${code} ${subject}\n${what}\nTo do: ${todo}`,
  );
  const message = { message: gate.summary };
  switch (gate.verdict) {
    case 'passed':
      return [];
    case 'failed':
      return [
        `      <failure${attributes({ ...message, type: 'failed' })}>${text(details.join('\n\n'))}</failure>`,
      ];
    case 'unknown':
      return [
        `      <error${attributes({ ...message, type: 'unknown' })}>${text(details.join('\n\n'))}</error>`,
      ];
    case 'skipped':
      return [`      <skipped${attributes(message)}/>`];
  }
}

function output(gate: GateResult): string[] {
  if (gate.measurements.length === 0) return [];
  const lines = gate.measurements.map(
    (measurement) => `${measurement.name}: ${formatMeasurement(measurement)}`,
  );
  return [`      <system-out>${text([gate.summary, ...lines].join('\n'))}</system-out>`];
}

function emptyCase(run: RunRecord): string {
  const message = attributes({ message: 'No gate was measured.', type: 'unknown' });
  return `    <testcase${attributes({ classname: `tengate.${run.application}`, name: 'Gates' })}><error${message}/></testcase>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(
      ([name, value]) =>
        ` ${name}="${text(String(value)).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`,
    )
    .join('');
}

/** Escapes for XML 1.0, which has no way at all to write most control characters and lone surrogates: those are replaced. */
function text(raw: string): string {
  return raw
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
