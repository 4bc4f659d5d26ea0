/**
 * `npm run bench:cluster`: how long the embedded cluster takes from nothing, and again after a stop, and what memory its
 * control plane has. Every run is a cluster in a folder of its own that is taken down again.
 *
 *   --runs N         runs (5)
 *   --tools FOLDER   programs from FOLDER/bin and images from FOLDER/images instead of the toolchain's
 *   --json           every run's numbers on stdout
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createKubernetesClient } from '../src/clusters/embedded/api/kubernetes-client.ts';
import { type ClusterLayout, clusterLayout } from '../src/clusters/embedded/cluster-layout.ts';
import { readClusterRecord } from '../src/clusters/embedded/cluster-record.ts';
import { controlPlane } from '../src/clusters/embedded/component-plan.ts';
import { createEmbeddedProvider } from '../src/clusters/embedded/embedded-provider.ts';
import { createProcessTable } from '../src/clusters/embedded/machine/process-table.ts';
import { composeTengate } from '../src/compose.ts';
import type { ProgressEvent } from '../src/ports/progress.ts';
import type { Toolchain } from '../src/ports/toolchain.ts';
import { waitUntil } from '../src/ports/wait-until.ts';
import { systemClock } from '../src/system/clock.ts';
import { createProcessRunner } from '../src/system/process-runner.ts';
import { fixedToolchain } from '../test/cluster/fixed-toolchain.ts';

const columns = [
  'node Ready',
  'cluster DNS',
  'NodePort',
  'metrics',
  'memory PSS',
  'memory RSS',
  'again: Ready',
  'down',
] as const;
type Column = (typeof columns)[number];
/** Seconds after `up` was called; MiB of the control plane; seconds that the second start and `down` took. */
type Run = Readonly<Record<Column, number>>;

const targets: Readonly<Partial<Record<Column, number>>> = {
  'node Ready': 5,
  'cluster DNS': 9,
  NodePort: 9,
  metrics: 20,
  'memory PSS': 900,
};
const clusterName = 'bench';
const runFolder = '/run/tengate';
const nodePort = 30_999;
const deadlineMs = 120_000;
const dnsAnswer = fileURLToPath(new URL('./dns-answer.ts', import.meta.url));
const processes = createProcessRunner(process.env);
const table = createProcessTable('/proc', (pid, signal) => process.kill(pid, signal));

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    tools: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const toolchain = values.tools === undefined ? await ownToolchain() : fixedToolchain(values.tools);
const runs: Run[] = [];
for (let index = 0; index < Number(values.runs); index += 1) {
  const run = await measure(toolchain);
  runs.push(run);
  process.stderr.write(
    `run ${index + 1}: ${columns.map((column) => `${column} ${run[column]}`).join(', ')}\n`,
  );
}
const medians = Object.fromEntries(columns.map((column) => [column, median(runs.map((run) => run[column]))]));
if (values.json) process.stdout.write(`${JSON.stringify({ runs, medians }, null, 2)}\n`);
else {
  for (const column of columns) {
    const target = targets[column] === undefined ? '' : `   target ${targets[column]}`;
    process.stdout.write(`${column.padEnd(14)} ${String(medians[column]).padStart(7)}${target}\n`);
  }
}

async function measure(programs: Toolchain): Promise<Run> {
  const stateFolder = mkdtempSync(join(tmpdir(), 'tengate-bench-'));
  const layout = clusterLayout({ stateFolder, runFolder, name: clusterName });
  const provider = createEmbeddedProvider({
    stateFolder,
    runFolder,
    toolchain: programs,
    processes,
    clock: systemClock,
    environment: process.env,
    createEngine: () => null,
    nodePorts: [],
  });
  const began = systemClock.monotonicMs();
  const seconds = (): number => Math.round((systemClock.monotonicMs() - began) / 10) / 100;
  let ready = 0;
  const request = {
    name: clusterName,
    progress: (event: ProgressEvent) => {
      if (event.kind === 'end' && event.id === 'cluster/node') ready = seconds();
    },
  };
  try {
    const { handle } = await provider.up(request);
    const [dns, port, metrics] = await Promise.all([
      dnsAnswers(layout).then(seconds),
      nodePortAnswers(layout).then(seconds),
      provider.settle(handle, request).then(seconds),
    ]);
    const memory = controlPlaneMemory(layout);
    const first = ready;
    await provider.down({ ...request, deleteData: false });
    const stoppedAt = seconds();
    await provider.up(request);
    const again = ready - stoppedAt;
    const downFrom = seconds();
    await provider.down({ ...request, deleteData: true });
    return {
      'node Ready': first,
      'cluster DNS': dns,
      NodePort: port,
      metrics,
      'memory PSS': memory.proportional,
      'memory RSS': memory.resident,
      'again: Ready': round(again),
      down: round(seconds() - downFrom),
    };
  } finally {
    await provider.down({ ...request, deleteData: true });
    rmSync(stateFolder, { recursive: true, force: true });
  }
}

/** Asks from inside the cluster's network, as a pod would. */
async function dnsAnswers(layout: ClusterLayout): Promise<void> {
  const supervisor = table.of(layout.key).find(({ component, main }) => component === 'supervisor' && main);
  const address = readClusterRecord(layout.record)?.network.dnsAddress ?? '';
  const outcome = await processes.run({
    file: 'nsenter',
    args: [`--net=/proc/${supervisor?.pid}/ns/net`, process.execPath, dnsAnswer, address],
    deadlineMs,
  });
  if (outcome.exitCode !== 0) throw new Error(`cluster DNS did not answer: ${outcome.stderr}`);
}

/** A Service of type NodePort in front of CoreDNS' readiness, asked from the machine. */
async function nodePortAnswers(layout: ClusterLayout): Promise<void> {
  const client = createKubernetesClient(layout.adminKubeconfig);
  const created = await client.apply({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'bench', namespace: 'kube-system' },
    spec: { type: 'NodePort', selector: { 'k8s-app': 'kube-dns' }, ports: [{ port: 8181, nodePort }] },
  });
  client.close();
  if (created.status >= 300) throw new Error(`the Service was refused: ${JSON.stringify(created.body)}`);
  const url = `http://${readClusterRecord(layout.record)?.loopback}:${nodePort}/ready`;
  const outcome = await waitUntil({
    clock: systemClock,
    deadlineMs,
    intervalMs: 20,
    observe: async () => {
      const answer = await fetch(url, { signal: AbortSignal.timeout(500) }).catch(
        (error: Error) => error.message,
      );
      return typeof answer !== 'string' && answer.ok
        ? { done: true, value: undefined }
        : { done: false, seen: typeof answer === 'string' ? answer : String(answer.status) };
    },
  });
  if (outcome.status === 'timed-out') throw new Error(`the NodePort did not answer: ${outcome.seen}`);
}

/** MiB of all programs of the control plane, with and without counting shared pages several times. */
function controlPlaneMemory(layout: ClusterLayout): { resident: number; proportional: number } {
  const bytes = table
    .of(layout.key)
    .filter(({ component, main }) => main && (controlPlane as readonly string[]).includes(component))
    .map(({ pid }) => table.memory(pid) ?? { resident: 0, proportional: 0 });
  const sum = (key: 'resident' | 'proportional'): number =>
    Math.round(bytes.reduce((total, one) => total + one[key], 0) / 2 ** 20);
  return { resident: sum('resident'), proportional: sum('proportional') };
}

async function ownToolchain(): Promise<Toolchain> {
  const options = {
    config: 'tengate.yaml',
    provider: 'embedded',
    name: clusterName,
    toolchain: 'auto',
  } as const;
  const tengate = await composeTengate({
    options,
    environment: process.env,
    cwd: process.cwd(),
    home: homedir(),
  });
  await tengate.toolchain.fetchAll({ cluster: true }, { progress: () => undefined });
  return tengate.toolchain;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle] ?? 0, sorted[middle] ?? 0];
  return round((low + high) / 2);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
