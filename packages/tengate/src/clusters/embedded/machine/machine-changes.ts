/**
 * Owns everything a cluster changes on the machine outside its own namespaces, and taking it back: one link, a few packet
 * rules, forwarding and the kubelet's kernel settings, cgroups, empty mount points, the run folder.
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ProcessRunner } from '../../../ports/process-runner.ts';
import type { ClusterLayout } from '../cluster-layout.ts';
import { type ClusterRecord, type MachineRecord, readMachineRecord, writeRecord } from '../cluster-record.ts';
import { gatewayRules, linkName, planRuleRemoval } from './gateway-rules.ts';
import { runTool } from './host-tools.ts';
import { readSettings, writeSettings } from './kernel-settings.ts';
import { readCgroupHierarchies } from './machine-facts.ts';
import { mountsBelow } from './mounts.ts';
import { makePodCgroups, missingGroups, removePodCgroups } from './pod-cgroups.ts';
import { missingFolders, privatePaths, removeEmptyFolders, sharedPaths } from './private-paths.ts';
import type { ProcessTable } from './process-table.ts';
import { parseNetwork } from './routes.ts';

const bootIdFile = '/proc/sys/kernel/random/boot_id';
const sysFolder = '/proc/sys';

/** Records the machine as it is, then makes mount points and cgroups. Before anything is started. */
export function prepareMachine(layout: ClusterLayout, iptables: string): void {
  const earlier = readMachineRecord(layout.machineRecord);
  if (earlier !== null && earlier.bootId === bootId()) return;
  const folders = [...privatePaths(layout).map(({ path }) => path), ...sharedPaths].flatMap(missingFolders);
  const hierarchies = readCgroupHierarchies();
  const found: MachineRecord = {
    version: 1,
    bootId: bootId(),
    settings: readSettings(sysFolder),
    folders: [...new Set(folders)],
    groups: hierarchies === null ? [] : [...missingGroups(hierarchies)],
    iptables,
  };
  writeRecord(layout.machineRecord, beforeAllClusters(found, otherRecords(layout)));
  for (const { path, folder } of privatePaths(layout)) {
    mkdirSync(path, { recursive: true });
    mkdirSync(folder, { recursive: true });
  }
  if (hierarchies !== null) makePodCgroups(hierarchies, layout.key);
}

/** Joins the cluster's namespace to the machine: addresses, forwarding, rules. Its end of the link stands already. */
export async function connectMachine(options: {
  readonly layout: ClusterLayout;
  readonly record: ClusterRecord;
  readonly spare: readonly number[];
  readonly iptables: string;
  readonly processes: ProcessRunner;
}): Promise<void> {
  const { layout, record, spare, iptables, processes } = options;
  const link = linkName(layout.key);
  const { network, loopback, apiPort } = record;
  await Promise.all([
    runTool(
      processes,
      'ip',
      ['-batch', '-'],
      [
        `addr add ${network.hostAddress}/${parseNetwork(network.link).prefix} dev ${link}`,
        `link set ${link} up`,
        '',
      ].join('\n'),
    ),
    runTool(
      processes,
      `${iptables}-restore`,
      ['--wait', '--noflush'],
      gatewayRules({ key: layout.key, network, loopback, apiPort, spare }),
    ),
  ]);
  // Answers to connections from 127.0.0.1 come back over the link.
  writeSettings(sysFolder, { 'net/ipv4/ip_forward': '1' });
  writeFileSync(join(sysFolder, `net/ipv4/conf/${link}/route_localnet`), '1');
}

/** Takes everything back. Nothing of the cluster runs any more. @returns whether there was anything */
export async function restoreMachine(options: {
  readonly layout: ClusterLayout;
  readonly processes: ProcessRunner;
  readonly table: ProcessTable;
}): Promise<boolean> {
  const { layout, processes, table } = options;
  const link = linkName(layout.key);
  const record = readMachineRecord(layout.machineRecord);
  const last = table.keys().size === 0;
  let found = record !== null;
  if (existsSync(`/sys/class/net/${link}`)) {
    found = true;
    // The kernel may be removing it already, now that its namespace is gone.
    await processes.run({ file: 'ip', args: ['link', 'delete', link], deadlineMs: 15_000 });
  }
  if (record !== null && record.bootId === bootId()) {
    const removal = planRuleRemoval(await runTool(processes, `${record.iptables}-save`, []), layout.key);
    if (removal !== null)
      await runTool(processes, `${record.iptables}-restore`, ['--wait', '--noflush'], removal);
    const hierarchies = readCgroupHierarchies();
    if (hierarchies !== null) removePodCgroups(hierarchies, layout.key, last ? record.groups : []);
    // Another cluster needs them as they are; the last one to go leaves what the first one found.
    if (last) {
      writeSettings(sysFolder, record.settings);
    }
  }
  await removeFolder(layout.run, processes);
  if (last && record !== null) removeEmptyFolders(record.folders);
  return found;
}

/** Removes a folder; a mount below it is unmounted first, never followed. */
export async function removeFolder(folder: string, processes: ProcessRunner): Promise<void> {
  for (const mount of mountsBelow(readFileSync('/proc/self/mountinfo', 'utf8'), folder)) {
    await runTool(processes, 'umount', [mount]);
  }
  rmSync(folder, { recursive: true, force: true });
}

/**
 * What the machine was before the first of several clusters: others that are up have changed it already, and know how it was.
 * Whichever is the last to go then leaves what the first one found.
 */
export function beforeAllClusters(found: MachineRecord, others: readonly MachineRecord[]): MachineRecord {
  const current = others.filter((other) => other.bootId === found.bootId);
  const union = (key: 'folders' | 'groups'): string[] => [
    ...new Set([...current.flatMap((other) => other[key]), ...found[key]]),
  ];
  return {
    ...found,
    settings: current[0]?.settings ?? found.settings,
    folders: union('folders'),
    groups: union('groups'),
  };
}

function otherRecords(layout: ClusterLayout): readonly MachineRecord[] {
  const runFolder = dirname(layout.run);
  return readdirSync(runFolder)
    .filter((key) => key !== layout.key)
    .flatMap((key) => readMachineRecord(join(runFolder, key, basename(layout.machineRecord))) ?? []);
}

function bootId(): string {
  return readFileSync(bootIdFile, 'utf8').trim();
}
