/** A containerd and a BuildKit of their own for the live tests of the container engine, and nothing left of them afterwards. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '../../../src/ports/wait-until.ts';
import { systemClock } from '../../../src/system/clock.ts';
import { createProcessRunner } from '../../../src/system/process-runner.ts';
import { createContainerdEngine } from '../../../src/tools/containerd/containerd-engine.ts';
import { type Ctr, createCtr } from '../../../src/tools/containerd/ctr.ts';

const needed = ['containerd', 'containerd-shim-runc-v2', 'ctr', 'runc', 'buildkitd', 'buildctl'];

export const runner = createProcessRunner(process.env);
export const clock = systemClock;
export const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
export const cacheFolder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'tengate');

/** Why these tests cannot run here, or `null`. */
export function whyNot(): string | null {
  if (process.platform !== 'linux') return 'they need Linux';
  if (process.getuid?.() !== 0) return 'they need root';
  const missing = needed.filter((name) => program(name) === null);
  return missing.length === 0 ? null : `not in the toolchain's cache: ${missing.join(', ')}`;
}

/** A program of the folder in TENGATE_TEST_PROGRAMS, or of the toolchain's cache. */
export function program(name: string): string | null {
  const given = process.env.TENGATE_TEST_PROGRAMS;
  if (given !== undefined) return existsSync(join(given, name)) ? join(given, name) : null;
  const folder = join(cacheFolder, 'programs', name);
  const versions = existsSync(folder) ? readdirSync(folder).sort() : [];
  return versions.map((version) => join(folder, version, name)).findLast((path) => existsSync(path)) ?? null;
}

export type EngineRig = {
  readonly folder: string;
  readonly engine: ReturnType<typeof createContainerdEngine>;
  readonly ctr: Ctr;
  stop(): Promise<void>;
};

export async function startEngineRig(): Promise<EngineRig> {
  const folder = mkdtempSync(join(tmpdir(), 'tg-'));
  const programs = join(folder, 'bin');
  mkdirSync(programs);
  for (const name of needed) symlinkSync(program(name) ?? '', join(programs, name));
  const containerdSocket = join(folder, 'containerd.sock');
  const buildkitSocket = join(folder, 'buildkitd.sock');
  writeFileSync(join(folder, 'containerd.toml'), containerdConfig(folder, containerdSocket));
  writeFileSync(join(folder, 'buildkitd.toml'), buildkitdConfig(folder, buildkitSocket, containerdSocket));
  const ctr = createCtr({
    program: join(programs, 'ctr'),
    socket: containerdSocket,
    namespace: 'k8s.io',
    runner,
  });
  const daemons: ChildProcess[] = [];
  const start = async (
    name: string,
    args: readonly string[],
    ready: () => Promise<boolean>,
  ): Promise<void> => {
    const log = openSync(join(folder, `${name}.log`), 'w');
    const daemon = spawn(join(programs, name), args, {
      stdio: ['ignore', log, log],
      env: { ...process.env, PATH: `${programs}:${process.env.PATH}` },
    });
    daemons.push(daemon);
    const outcome = await waitUntil({
      clock,
      deadlineMs: 30_000,
      intervalMs: 50,
      observe: async () =>
        (await ready()) ? { done: true, value: null } : { done: false, seen: 'no answer' },
    });
    if (outcome.status === 'timed-out') throw new Error(readFileSync(join(folder, `${name}.log`), 'utf8'));
  };
  const rig: EngineRig = {
    folder,
    ctr,
    engine: createContainerdEngine({
      containerdSocket,
      buildkitSocket,
      namespace: 'k8s.io',
      programs,
      folder: join(folder, 'work'),
      architecture,
      runner,
      clock,
      uniqueName: () => crypto.randomUUID().slice(0, 8),
    }),
    stop: async () => {
      for (const daemon of daemons.reverse()) {
        if (daemon.exitCode !== null || daemon.signalCode !== null) continue;
        daemon.kill('SIGTERM');
        await once(daemon, 'exit');
      }
      const mounts = mountsBelow(folder);
      for (const mount of mounts.reverse())
        await runner.run({ file: 'umount', args: [mount], deadlineMs: 10_000 });
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await start('containerd', ['--config', join(folder, 'containerd.toml')], async () => {
      return (await ctr.run(['version'])).exitCode === 0;
    });
    await start('buildkitd', ['--config', join(folder, 'buildkitd.toml')], async () => {
      const args = ['--addr', `unix://${buildkitSocket}`, 'debug', 'workers'];
      return (await runner.run({ file: join(programs, 'buildctl'), args, deadlineMs: 5_000 })).exitCode === 0;
    });
    return rig;
  } catch (error) {
    await rig.stop();
    throw error;
  }
}

export function mountsBelow(folder: string): readonly string[] & string[] {
  return readFileSync('/proc/self/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${folder}/`));
}

function containerdConfig(folder: string, socket: string): string {
  return `version = 3
root = "${folder}/containerd"
state = "${folder}/containerd-state"
[grpc]
  address = "${socket}"
[plugins."io.containerd.cri.v1.runtime"]
  restrict_oom_score_adj = true
`;
}

function buildkitdConfig(folder: string, socket: string, containerdSocket: string): string {
  return `root = "${folder}/buildkit"
insecure-entitlements = ["network.host"]
[grpc]
  address = ["unix://${socket}"]
[worker.oci]
  enabled = false
[worker.containerd]
  address = "${containerdSocket}"
  namespace = "k8s.io"
  snapshotter = "overlayfs"
  [worker.containerd.runtime]
    name = "io.containerd.runc.v2"
    options = { BinaryName = "${folder}/bin/runc" }
`;
}
