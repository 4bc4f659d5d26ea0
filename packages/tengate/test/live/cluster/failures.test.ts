import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  type KernelSettings,
  readSettings,
  writeSettings,
} from '../../../src/clusters/embedded/machine/kernel-settings.ts';
import { eventually, type LiveClusters, liveClusters } from '../../cluster/live-clusters.ts';
import { type MachineSnapshot, machineDifference } from '../../cluster/machine-snapshot.ts';
import { webNodePort } from '../../cluster/workload.ts';

const name = 'broken';

describe('the embedded cluster when things go wrong', { timeout: 180_000 }, () => {
  let clusters: LiveClusters;
  let before: MachineSnapshot;
  let settings: KernelSettings;

  beforeAll(async () => {
    clusters = await liveClusters({ nodePorts: [webNodePort] });
    before = clusters.snapshot(name);
    settings = readSettings('/proc/sys');
  }, 1_200_000);
  afterEach(async () => {
    await clusters.provider.down({ name, progress: clusters.silent, deleteData: false });
  }, 60_000);
  afterAll(() => clusters.end(), 120_000);

  const request = () => ({ name, progress: clusters.silent });
  const pidOf = (component: string): number =>
    clusters.processes(name).find((process) => process.component === component && process.main)
      ?.pid as number;
  const stateOf = async () => (await clusters.provider.status(name)).state;

  it('names a component that died, with its signal and its last lines, and starts nothing again by itself', async () => {
    await clusters.provider.up(request());
    process.kill(pidOf('kube-scheduler'), 'SIGKILL');
    const scheduler = await eventually('the death in the status', async () => {
      const { components } = await clusters.provider.status(name);
      const found = components.find((component) => component.name === 'kube-scheduler');
      // How it ended stands there as soon as the supervisor has seen it.
      return found?.ended?.signal == null ? null : found;
    });
    expect(scheduler.ended).toMatchObject({ signal: 'SIGKILL', exitCode: null });
    expect(scheduler.ended?.lastLines.length).toBeGreaterThan(0);
    expect(await stateOf()).toBe('degraded');
    expect(await clusters.provider.find(name)).toBeNull();
    const notices: string[] = [];
    await clusters.provider.up({
      name,
      progress: (event) => {
        if (event.kind === 'notice') notices.push(event.text);
      },
    });
    expect(notices.join('\n')).toContain('kube-scheduler died');
    expect(await stateOf()).toBe('running');
  });

  it('is usable again after its supervisor was killed', async () => {
    await clusters.provider.up(request());
    const apiServer = pidOf('kube-apiserver');
    process.kill(pidOf('supervisor'), 'SIGKILL');
    await eventually('the death of the supervisor', async () =>
      (await stateOf()) === 'degraded' ? true : null,
    );
    const { components } = await clusters.provider.status(name);
    expect(components.find((component) => component.name === 'supervisor')?.state).toBe('died');
    expect(components.find((component) => component.name === 'kube-apiserver')?.pid).toBe(apiServer);
    await clusters.provider.up(request());
    expect(await stateOf()).toBe('running');
    expect(pidOf('kube-apiserver')).not.toBe(apiServer);
  });

  it('leaves nothing behind when it is stopped after its supervisor was killed', async () => {
    await clusters.provider.up(request());
    process.kill(pidOf('supervisor'), 'SIGKILL');
    expect(await clusters.provider.down({ ...request(), deleteData: false })).toEqual({ stopped: true });
    expect(machineDifference(before, clusters.snapshot(name))).toEqual([]);
  });

  it('starts after everything ended at once and the record is of another boot', async () => {
    await clusters.provider.up(request());
    await eventually('the end of every process', async () => {
      const left = clusters.processes(name);
      for (const { pid } of left) process.kill(pid, 'SIGKILL');
      return left.length === 0 ? true : null;
    });
    const { machineRecord, supervisorState } = clusters.layout(name);
    const record = JSON.parse(readFileSync(machineRecord, 'utf8'));
    writeFileSync(machineRecord, JSON.stringify({ ...record, bootId: 'of-another-boot' }));
    // What a boot does: the kernel begins with its own settings.
    writeSettings('/proc/sys', settings);
    // Pids of the last boot are other people's now.
    const state = readFileSync(supervisorState, 'utf8').replace(/"pid":\d+/g, `"pid":${process.pid}`);
    writeFileSync(supervisorState, state);
    expect(await stateOf()).toBe('stopped');
    await clusters.provider.up(request());
    expect(await stateOf()).toBe('running');
  });

  it.each([50, 300, 700, 1_500, 2_500, 4_000])(
    'leaves nothing behind when cancelled after %i ms',
    async (ms) => {
      const controller = new AbortController();
      const starting = clusters.provider.up({ ...request(), signal: controller.signal });
      const outcome = starting.then(
        () => 'started',
        (error: { kind?: string }) => error.kind,
      );
      await delay(ms);
      controller.abort(new Error('Ctrl-C'));
      // A fast machine may have finished by then; then there is nothing to cancel.
      if ((await outcome) === 'started') await clusters.provider.down({ ...request(), deleteData: false });
      else expect(await outcome).toBe('cancelled');
      expect(clusters.processes(name)).toEqual([]);
      expect(machineDifference(before, clusters.snapshot(name))).toEqual([]);
    },
  );

  it('ends what it started when the starting command itself is killed', async () => {
    const child = spawn(process.execPath, [startCluster, clusters.stateFolder, name], { stdio: 'ignore' });
    await eventually('the API server', async () => (pidOf('kube-apiserver') === undefined ? null : true));
    child.kill('SIGKILL');
    await once(child, 'exit');
    await eventually('the end of every process', async () =>
      clusters.processes(name).length === 0 ? true : null,
    );
    await clusters.provider.down({ ...request(), deleteData: false });
    expect(machineDifference(before, clusters.snapshot(name))).toEqual([]);
  });

  it('names a needed port that another program has, and that program', async () => {
    const server = createServer().listen(webNodePort, '0.0.0.0');
    await once(server, 'listening');
    const failure = await clusters.provider.up(request()).catch((error: unknown) => error);
    server.close();
    expect(failure).toMatchObject({ code: 'port-taken' });
    expect(String(failure)).toContain(String(webNodePort));
    expect(String(failure)).toContain(`pid ${process.pid}`);
    expect(machineDifference(before, clusters.snapshot(name))).toEqual([]);
  });

  it('puts its API server elsewhere when its usual port is taken', async () => {
    const server = createServer().listen(6443, '0.0.0.0');
    await once(server, 'listening');
    await clusters.provider.up(request());
    server.close();
    expect(readFileSync(clusters.layout(name).adminKubeconfig, 'utf8')).toMatch(
      /server: https:\/\/127\.0\.0\.\d+:6444/,
    );
  });

  it('refuses a second command while one is starting the cluster', async () => {
    const starting = clusters.provider.up(request());
    const second = await clusters.provider.up(request()).catch((error: unknown) => error);
    expect(second).toMatchObject({ code: 'cluster-busy' });
    await starting;
    expect(await stateOf()).toBe('running');
  });
});

const startCluster = fileURLToPath(new URL('../../cluster/start-cluster.ts', import.meta.url));
