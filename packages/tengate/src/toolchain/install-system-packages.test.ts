import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProcessRunner, RunOutcome, RunRequest } from '../ports/process-runner.ts';
import type { ProgressEvent } from '../ports/progress.ts';
import { ensureSystemPackages, missingPackages } from './install-system-packages.ts';
import { installArguments, installCommand } from './package-manager.ts';
import { packageManagers, systemPackages } from './system-packages.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packages-'));
});
afterEach(async () => await rm(folder, { recursive: true }));

const command = async (name: string): Promise<void> => {
  await writeFile(join(folder, name), '#!/bin/sh\n');
  await chmod(join(folder, name), 0o755);
};

/** Answers every request with what `answer` gives, and keeps the requests. */
function fakeRunner(answer: (request: RunRequest) => Promise<Partial<RunOutcome>>) {
  const requests: RunRequest[] = [];
  const runner: ProcessRunner = {
    run: async (request) => {
      requests.push(request);
      const common = {
        status: 'exited',
        exitCode: 0,
        stdout: '',
        stderr: '',
        durationMs: 1,
        command: '',
      } as const;
      return { ...common, ...(await answer(request)) };
    },
  };
  return { runner, requests };
}

const headers = { exists: async (file: string) => file !== '/usr/include/seccomp.h' };

describe('system packages', () => {
  it('name what is missing of a purpose', async () => {
    const { runner } = fakeRunner(async () => ({}));
    await command('gcc');
    await command('pkg-config');
    const missing = await missingPackages({ runner, path: folder, root: true, ...headers }, 'source-build');
    expect(missing.map((entry) => entry.name)).toEqual(['libseccomp-dev']);
  });

  it('are installed when root, after a notice, and the lists are fetched only when they were the reason', async () => {
    await command('gcc');
    await command('pkg-config');
    await command('apt-get');
    let installed = false;
    let updated = false;
    const { runner, requests } = fakeRunner(async ({ args }) => {
      if (args[0] === 'update') updated = true;
      else if (!updated) return { exitCode: 100, stderr: 'E: Unable to locate package libseccomp-dev' };
      else installed = true;
      return {};
    });
    const events: ProgressEvent[] = [];
    const parts = {
      runner,
      path: folder,
      root: true,
      exists: async (file: string) => installed || (await headers.exists(file)),
    };
    await ensureSystemPackages(parts, 'source-build', { progress: (event) => events.push(event) });
    expect(requests.map(({ args }) => args[0])).toEqual(['install', 'update', 'install']);
    expect(requests[0]?.env).toEqual({ DEBIAN_FRONTEND: 'noninteractive' });
    expect(events[0]).toEqual({ kind: 'notice', text: expect.stringContaining('libseccomp-dev') });
  });

  it('that cannot be installed give the last lines of the package manager', async () => {
    await command('apt-get');
    const { runner } = fakeRunner(async () => ({ exitCode: 100, stderr: 'E: Could not get lock' }));
    const installing = ensureSystemPackages(
      { runner, path: folder, root: true, ...headers },
      'source-build',
      {
        progress: () => undefined,
      },
    );
    await expect(installing).rejects.toMatchObject({
      code: 'package-manager-failed',
      message: expect.stringContaining('E: Could not get lock'),
    });
  });

  it('are a list and a command for whoever is not root', async () => {
    await command('apt-get');
    const { runner, requests } = fakeRunner(async () => ({}));
    const asking = ensureSystemPackages({ runner, path: folder, root: false, ...headers }, 'source-build', {
      progress: () => undefined,
    });
    await expect(asking).rejects.toMatchObject({
      code: 'system-packages-missing',
      todo: expect.stringMatching(/sudo apt-get install -y .*libseccomp-dev/),
    });
    expect(requests).toEqual([]);
  });

  it('have a name for every package manager, and a command that installs without a question', () => {
    for (const manager of packageManagers) {
      expect(installCommand(manager, systemPackages)).toMatch(/libseccomp/);
      expect(installArguments(manager, systemPackages).join(' ')).toMatch(/libseccomp/);
    }
  });
});
