/**
 * `npm run bench:release`: how long recovery, upgrade and rollback take, and what they lose under load, in several rounds of
 * gates 6 to 8 on the release that is deployed. Medians are printed beside the bounds; every round leaves its run record.
 *
 *   --rounds N       rounds (5)
 *   --gates LIST     instead of 6-8
 *   --config FILE    instead of tengate.yaml
 *   --name CLUSTER   which of your clusters (tengate)
 *   --json           the medians and the ids of the runs on stdout
 *
 * Exit code 1 where a gate did not pass in every round.
 */

import { homedir } from 'node:os';
import { parseArgs } from 'node:util';
import { readGates } from '../src/cli/read-gates.ts';
import { composeTengate } from '../src/compose.ts';
import type { RunRecord } from '../src/model/run-record.ts';
import { medianMeasurements, renderMedians, roundVerdicts } from './median-measurements.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    gates: { type: 'string', default: '6-8' },
    config: { type: 'string', default: 'tengate.yaml' },
    name: { type: 'string', default: 'tengate' },
    json: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  process.stderr.write(`--rounds takes a whole number from 1, not "${values.rounds}".\n`);
  process.exit(2);
}
const tengate = await composeTengate({
  options: { config: values.config, provider: 'embedded', name: values.name, toolchain: 'auto' },
  environment: process.env,
  cwd: process.cwd(),
  home: homedir(),
});
const configuration = await tengate.readConfiguration();
const gates = readGates(values.gates, tengate.gates);
const abort = new AbortController();
// A round that is interrupted puts the release back as it was.
process.once('SIGINT', () => abort.abort(new Error('interrupted')));

const runs: RunRecord[] = [];
for (let index = 0; index < rounds; index += 1) {
  const run = await tengate.prove({
    command: 'bench',
    extent: 'find',
    configuration,
    gates,
    progress: () => undefined,
    signal: abort.signal,
  });
  runs.push(run);
  process.stderr.write(`round ${index + 1} of ${rounds} (${run.id})\n`);
  for (const { gate, verdict, durationMs, summary } of run.gates) {
    process.stderr.write(`  gate ${gate}  ${verdict} in ${Math.round(durationMs / 1_000)} s: ${summary}\n`);
  }
  // What keeps one round from measuring anything keeps the others too.
  if (run.gates.every(({ measurements }) => measurements.length === 0)) break;
}

const medians = medianMeasurements(runs);
const verdicts = roundVerdicts(runs);
process.stdout.write(
  values.json
    ? `${JSON.stringify({ runs: runs.map(({ id }) => id), verdicts, medians }, null, 2)}\n`
    : `${renderMedians(medians, verdicts)}\n`,
);
if (runs.length === 0 || runs.some(({ verdict }) => verdict !== 'passed')) process.exitCode = 1;
