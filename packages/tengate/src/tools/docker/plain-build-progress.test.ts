import { describe, expect, it } from 'vitest';
import { createPlainBuildProgress } from './plain-build-progress.ts';
import { effectiveUser } from './run-alone-with-docker.ts';

const lines = `#1 [internal] load build definition from Dockerfile
#1 transferring dockerfile: 806B 0.0s done
#1 DONE 0.2s

#5 [build 2/3] RUN --mount=type=cache,target=/c npm ci
#5 sha256:1a5f8d21b82dbd1e006af859f4ed42e612c857f5381a20d660fc288e50ff86e4
#5 0.134 two
#6 [other 1/1] RUN sleep 9
#5 0.135 three
#6 CANCELED
#5 ERROR: executor failed running: exit code: 7
------
 > [build 2/3] RUN npm ci:
------
ERROR: failed to solve: exit code: 7`.split('\n');

describe('plain build progress', () => {
  it('shows the instruction begun last', () => {
    const progress = createPlainBuildProgress();
    progress.take(lines[0] ?? '');
    expect(progress.detail()).toBeNull();
    for (const line of lines.slice(1, 6)) progress.take(line);
    expect(progress.detail()).toBe('[build 2/3] RUN npm ci');
  });

  it('names the failed step with its output', () => {
    const progress = createPlainBuildProgress();
    for (const line of lines) progress.take(line);
    expect(progress.failed()).toEqual({
      name: '[build 2/3] RUN --mount=type=cache,target=/c npm ci',
      error: 'executor failed running: exit code: 7',
      log: ['two', 'three'],
    });
    expect(progress.messages().at(-1)).toBe('ERROR: failed to solve: exit code: 7');
  });
});

describe("docker top's table", () => {
  it('gives the user of process 1 and null when it is not there', () => {
    const table = 'PID                 EUID\n4064                10001\n4090                0\n';
    expect(effectiveUser(table, 4064)).toBe(10_001);
    expect(effectiveUser(table, 1)).toBeNull();
  });
});
