/** Owns the two files that make a cluster known: what it is (state folder), and what it changed on the machine (run folder). */

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { TengateError } from '../../model/tengate-error.ts';

const networkSchema = z.object({
  pods: z.string(),
  services: z.string(),
  link: z.string(),
  hostAddress: z.string(),
  nodeAddress: z.string(),
  dnsAddress: z.string(),
});

const clusterRecordSchema = z.object({
  version: z.literal(1),
  name: z.string(),
  kubernetesVersion: z.string(),
  network: networkSchema,
  /** Where the API server and NodePorts answer on this machine. */
  loopback: z.string(),
  apiPort: z.number().int(),
  /** What the keys in `pki` were made for; others are made when it changes. */
  keysFor: z.string().nullable(),
  /** Milliseconds that each phase took last time. */
  usual: z.record(z.string(), z.number()),
});
export type ClusterRecord = z.infer<typeof clusterRecordSchema>;

const machineRecordSchema = z.object({
  version: z.literal(1),
  /** /proc/sys/kernel/random/boot_id: after a reboot nothing of this is there any more. */
  bootId: z.string(),
  settings: z.record(z.string(), z.string()),
  /** Folders made as mount points, outermost first. */
  folders: z.array(z.string()),
  /** cgroups that containerd will have made. */
  groups: z.array(z.string()),
  /** The iptables program that wrote the rules. */
  iptables: z.string(),
});
export type MachineRecord = z.infer<typeof machineRecordSchema>;

/** @throws TengateError `cluster-record` for a file that is none of ours */
export function readClusterRecord(file: string): ClusterRecord | null {
  return read(file, clusterRecordSchema);
}

export function readMachineRecord(file: string): MachineRecord | null {
  return read(file, machineRecordSchema);
}

/** Written beside and renamed: a reader never sees half of it. */
export function writeRecord(file: string, record: ClusterRecord | MachineRecord): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

function read<T>(file: string, schema: z.ZodType<T>): T | null {
  if (!existsSync(file)) return null;
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new TengateError({
      code: 'cluster-record',
      what: `${file} cannot be read as the record of a cluster.`,
      todo: 'It was written by another version or damaged. `tengate cluster down --delete-data` removes the cluster; the next `up` makes it anew.',
      cause,
    });
  }
}
