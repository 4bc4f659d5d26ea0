import { describe, expect, it } from 'vitest';
import type { KubernetesHttp } from './kubernetes-http.ts';
import { followLog } from './kubernetes-log.ts';

/** An API server whose log stream breaks after each of these batches; the container ends after the last. */
function serverOf(batches: readonly (readonly string[])[], status = 200) {
  const asked: URLSearchParams[] = [];
  const http: KubernetesHttp = {
    follow: async ({ path, onLine }) => {
      const batch = batches[asked.length] ?? [];
      asked.push(new URLSearchParams(path.split('?')[1]));
      for (const line of batch) onLine(line);
      return { status };
    },
    request: async () => ({
      status: 200,
      body: JSON.stringify({
        status: {
          containerStatuses: [
            { name: 'prober', state: asked.length < batches.length ? { running: {} } : { terminated: {} } },
          ],
        },
      }),
    }),
  };
  return { http, asked };
}

async function linesOf(http: KubernetesHttp): Promise<readonly string[]> {
  const lines: string[] = [];
  await followLog(http, {
    namespace: 'dev',
    pod: 'one',
    container: 'prober',
    signal: new AbortController().signal,
    onLine: (line) => lines.push(line),
  });
  return lines;
}

describe('a followed log', () => {
  it('goes on where a broken stream left off, and hands no line over twice', async () => {
    const { http, asked } = serverOf([
      ['2026-11-29T01:00:00.5Z a', '2026-11-29T01:00:01.12Z b', '2026-11-29T01:00:01.123Z c'],
      // `sinceTime` has whole seconds: the server begins with what came in the same second.
      ['2026-11-29T01:00:01.12Z b', '2026-11-29T01:00:01.123Z c', '2026-11-29T01:00:01.1230005Z d'],
      ['2026-11-29T01:00:01.1230005Z d', '2026-11-29T01:00:02Z e f'],
    ]);
    expect(await linesOf(http)).toEqual(['a', 'b', 'c', 'd', 'e f']);
    expect(asked.map((query) => query.get('sinceTime'))).toEqual([
      null,
      '2026-11-29T01:00:01Z',
      '2026-11-29T01:00:01Z',
    ]);
  });

  it('loses no line that shares its time with another, and none while the clock is put back', async () => {
    const { http } = serverOf([
      ['2026-11-29T01:00:02Z a', '2026-11-29T01:00:02Z b', '2026-11-29T01:00:01Z c'],
      ['2026-11-29T01:00:02Z a', '2026-11-29T01:00:02Z b', '2026-11-29T01:00:03Z d'],
    ]);
    expect(await linesOf(http)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('ends with its pod', async () => {
    const { http, asked } = serverOf([['2026-11-29T01:00:00.5Z a'], []], 404);
    expect(await linesOf(http)).toEqual(['a']);
    expect(asked).toHaveLength(1);
  });
});
