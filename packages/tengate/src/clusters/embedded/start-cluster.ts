/** Owns what is decided before a start (programs, addresses, keys to renew) and what is remembered after it. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ClusterOptions } from '../../ports/cluster-provider.ts';
import { bringUp, type Phase, phases } from './bring-up.ts';
import { chooseAddress } from './choose-address.ts';
import { chooseNetwork } from './choose-network.ts';
import type { ClusterLayout } from './cluster-layout.ts';
import { type ClusterRecord, readClusterRecord, writeRecord } from './cluster-record.ts';
import type { EmbeddedDependencies } from './embedded-provider.ts';
import { chooseIptables } from './machine/choose-iptables.ts';
import { linkName, loopbacksInUse } from './machine/gateway-rules.ts';
import { runTool } from './machine/host-tools.ts';
import { findPortHolder, readListeningSockets } from './machine/listening-sockets.ts';
import { readCgroupHierarchies } from './machine/machine-facts.ts';
import { parseRoutes, type Route } from './machine/routes.ts';
import { startEnvironment } from './machine/start-environment.ts';
import { releaseStrayCgroups } from './machine/stray-cgroups.ts';
import { corePrograms, linkPrograms } from './program-links.ts';

const procFolder = '/proc';
const usualMtu = 1_500;

const phaseTitles: Readonly<Record<Phase, string>> = {
  namespaces: 'Namespaces and network',
  keys: 'Keys and certificates',
  etcd: 'etcd',
  containerd: 'containerd',
  'api-server': 'API server',
  'add-ons': 'DNS, metrics and storage applied',
  node: 'Node Ready',
  builder: 'Image builder',
};

/** @returns the record of the running cluster; whoever calls takes down what is left when it throws */
export async function startCluster(options: {
  readonly dependencies: EmbeddedDependencies;
  readonly layout: ClusterLayout;
  readonly earlier: ClusterRecord | null;
  readonly request: ClusterOptions;
  /** Id of the progress step that this belongs to. */
  readonly step: string;
}): Promise<ClusterRecord> {
  const { dependencies, layout, earlier, request, step } = options;
  const { toolchain, processes, clock } = dependencies;
  const { progress, signal } = request;
  const ask = { progress, signal };
  await toolchain.systemPackages('cluster', ask);
  await releaseStrayCgroups({ read: readCgroupHierarchies, processes, progress });
  const [iptables, ...programs] = await Promise.all([
    chooseIptables(processes),
    ...corePrograms.map((name) => toolchain.program(name, ask)),
  ]);
  signal?.throwIfAborted();
  linkPrograms(layout.bin, programs);
  const saved = await runTool(processes, `${iptables}-save`, []);
  const routes = parseRoutes(readFileSync(`${procFolder}/net/route`, 'utf8'));
  const others = otherRecords(dependencies.stateFolder, layout);
  const network = chooseNetwork(
    routes.filter(({ device }) => device !== linkName(layout.key)).map((route) => route.network),
    earlier?.network ?? null,
  );
  const address = chooseAddress({
    name: layout.name,
    earlier,
    taken: [...others.map((record) => record.loopback), ...loopbacksInUse(saved, layout.key)],
    sockets: readListeningSockets(procFolder),
    nodePorts: dependencies.nodePorts,
    holderOf: (socket) => findPortHolder(procFolder, socket),
  });
  const keysFor = JSON.stringify([layout.state, address.loopback, address.apiPort, network]);
  const kubernetesVersion = programs.find(({ name }) => name === 'kube-apiserver')?.version ?? '';
  const record: ClusterRecord = {
    version: 1,
    name: layout.name,
    kubernetesVersion,
    network,
    loopback: address.loopback,
    apiPort: address.apiPort,
    keysFor: earlier?.keysFor ?? null,
    usual: earlier?.usual ?? {},
  };
  writeRecord(layout.record, record);

  const began = clock.monotonicMs();
  const usual: Record<string, number> = {};
  for (const phase of phases) {
    const usualMs = record.usual[phase];
    progress({
      kind: 'start',
      id: `${step}/${phase}`,
      parent: step,
      title: phaseTitles[phase],
      ...(usualMs === undefined ? {} : { usualMs }),
    });
  }
  await bringUp({
    layout,
    record,
    again: existsSync(layout.etcd),
    renewKeys: record.keysFor !== keysFor,
    toolchain,
    processes,
    clock,
    ...startEnvironment(dependencies.environment, layout.bin),
    iptables,
    spare: address.spare,
    mtu: defaultMtu(routes),
    progress,
    signal,
    onPhase: (phase) => {
      usual[phase] = Math.round(clock.monotonicMs() - began);
      progress({ kind: 'end', id: `${step}/${phase}`, outcome: 'done', text: '' });
    },
  });
  const finished = { ...record, keysFor, usual };
  writeRecord(layout.record, finished);
  return finished;
}

function otherRecords(stateFolder: string, layout: ClusterLayout): readonly ClusterRecord[] {
  if (!existsSync(stateFolder)) return [];
  return readdirSync(stateFolder)
    .filter((name) => name !== layout.name)
    .flatMap((name) => readClusterRecord(`${stateFolder}/${name}/cluster.json`) ?? []);
}

/** The maximum packet size on the machine's way out, bytes. */
function defaultMtu(routes: readonly Route[]): number {
  const device = routes.find(({ network }) => network.prefix === 0)?.device;
  if (device === undefined) return usualMtu;
  return Number(readFileSync(`/sys/class/net/${device}/mtu`, 'utf8'));
}
