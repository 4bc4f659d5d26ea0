import { describe, expect, it } from 'vitest';
import type { ImageBuild } from '../../ports/container-engine.ts';
import type { RunOutcome } from '../../ports/process-runner.ts';
import { systemClock } from '../../system/clock.ts';
import { buildctlArguments, buildWithBuildctl } from './buildctl.ts';

const build: ImageBuild = {
  name: 'todo-api',
  tags: ['1'],
  context: '/src',
  dockerfile: '/src/deploy/Dockerfile.api',
  buildArgs: { VERSION: '1.0.0' },
  secrets: { ca: '/etc/ca.crt' },
  progress: () => undefined,
  step: 'build',
};
const rest = {
  socket: '/run/b.sock',
  references: ['docker.io/library/todo-api:1', 'docker.io/library/todo-api:latest'],
  compression: { type: 'zstd', level: 3 } as const,
  metadata: '/tmp/m.json',
};

describe('buildctl', () => {
  it('builds into the store, from the store, under every name', () => {
    const args = buildctlArguments({ build, ...rest });
    expect(args).toContain('--local=dockerfile=/src/deploy');
    expect(args).toContain('--opt=filename=Dockerfile.api');
    expect(args).toContain('--opt=image-resolve-mode=local');
    expect(args).toContain('--opt=build-arg:VERSION=1.0.0');
    expect(args).toContain('--secret=id=ca,src=/etc/ca.crt');
    expect(args.at(-1)).toBe(
      '--output=type=image,"name=docker.io/library/todo-api:1,docker.io/library/todo-api:latest",oci-mediatypes=true,compression=zstd,compression-level=3,unpack=true',
    );
  });

  it('rewrites times instead of unpacking where a fixed time is asked for', () => {
    const args = buildctlArguments({ build: { ...build, sourceDateEpoch: 7, noCache: true }, ...rest });
    expect(args).toContain('--opt=build-arg:SOURCE_DATE_EPOCH=7');
    expect(args).toContain('--no-cache');
    expect(args.at(-1)).toContain('rewrite-timestamp=true');
    expect(args.at(-1)).not.toContain('unpack');
  });

  it('says that nothing answers, as something the machine lacks', async () => {
    const error =
      'error: failed to list workers: Unavailable: connection error: dial unix /run/b.sock: no such file';
    await expect(failWith(error)).rejects.toMatchObject({ code: 'builder-unreachable', kind: 'unavailable' });
  });

  it("gives the builder's own words and the place in the Dockerfile", async () => {
    const lines = [
      '  12 | >>> RUNN npm ci',
      'error: failed to solve: dockerfile parse error on line 12: unknown instruction: RUNN',
    ];
    await expect(failWith(...lines)).rejects.toMatchObject({
      code: 'image-build',
      message:
        'the image todo-api did not build: dockerfile parse error on line 12: unknown instruction: RUNN\n  12 | >>> RUNN npm ci',
      todo: expect.stringContaining('/src/deploy/Dockerfile.api'),
    });
  });
});

async function failWith(...lines: readonly string[]): Promise<unknown> {
  const outcome: RunOutcome = {
    status: 'exited',
    exitCode: 1,
    stdout: '',
    stderr: '',
    durationMs: 1,
    command: 'buildctl build',
  };
  return await buildWithBuildctl({
    program: 'buildctl',
    socket: '/run/b.sock',
    build,
    references: rest.references,
    compression: rest.compression,
    folder: '/nonexistent',
    runner: {
      run: async ({ onLine }) => {
        for (const line of lines) onLine?.(line, 'stderr');
        return outcome;
      },
    },
    clock: systemClock,
  });
}
