import { describe, expect, it } from 'vitest';
import { createBuildProgress } from './build-progress.ts';

const started = '2026-01-01T00:00:00.5Z';
const at = (seconds: number): number => Date.parse('2026-01-01T00:00:00.5Z') + seconds * 1000;
const vertex = (fields: object): string => JSON.stringify({ vertexes: [fields] });
const log = (of: string, text: string): string =>
  JSON.stringify({
    logs: [{ vertex: of, stream: 1, data: Buffer.from(text).toString('base64'), timestamp: started }],
  });

describe('build progress', () => {
  it('shows the running instruction with its time, in one short line', () => {
    const progress = createBuildProgress();
    expect(progress.detail(at(0))).toBeNull();
    progress.take(vertex({ digest: 'a', name: '[internal] load build context', started }));
    progress.take(vertex({ digest: 'b', name: '[build 4/7] RUN --mount=type=secret,id=ca npm ci', started }));
    expect(progress.detail(at(12))).toBe('[build 4/7] RUN npm ci 12 s');
    progress.take(vertex({ digest: 'b', name: '[build 4/7] RUN npm ci', started, completed: started }));
    expect(progress.detail(at(13))).toBe('[internal] load build context 13 s');
  });

  it('names the failed step with its output, not those that were cancelled beside it', () => {
    const progress = createBuildProgress();
    progress.take(vertex({ digest: 'a', name: '[build 2/3] RUN sleep 9', started }));
    progress.take(vertex({ digest: 'b', name: '[build 3/3] RUN false', started }));
    progress.take(log('b', 'first\nsec'));
    progress.take(log('b', 'ond\nunfinished'));
    progress.take(
      vertex({ digest: 'a', name: '[build 2/3] RUN sleep 9', started, error: 'Canceled: context canceled' }),
    );
    progress.take(vertex({ digest: 'b', name: '[build 3/3] RUN false', started, error: 'exit code: 1' }));
    progress.take('error: failed to solve: exit code: 1');
    expect(progress.failed()).toMatchObject({
      name: '[build 3/3] RUN false',
      error: 'exit code: 1',
      log: ['first', 'second', 'unfinished'],
    });
    expect(progress.messages()).toEqual(['error: failed to solve: exit code: 1']);
  });

  it('keeps lines that are no status', () => {
    const progress = createBuildProgress();
    progress.take('{not json');
    progress.take('');
    expect(progress.messages()).toEqual(['{not json']);
  });
});
