import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../../test/fixtures/test-clock.ts';
import { configurationSchema } from '../../model/configuration.ts';
import { goJourney } from './journey.ts';

const { journey: steps } = configurationSchema.parse({
  version: 1,
  application: 'shop',
  release: { name: 'shop', namespace: 'dev', chart: 'chart' },
  services: [{ name: 'api', service: 'shop-api', port: 80, path: '/' }],
  journey: [
    {
      name: 'create',
      request: { service: 'api', method: 'POST', path: '/things', json: { title: 'one' } },
      expect: { status: 201, json: { '/title': 'one' } },
      capture: { id: '/id' },
    },
    {
      name: 'read',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is what is tested
      request: { service: 'api', method: 'GET', path: '/things/${id}' },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is what is tested
      expect: { status: 200, json: { '/id': '${id}' }, contains: '${id}' },
    },
  ],
});

async function go(answers: readonly { status: number; body: unknown }[]) {
  const asked: string[] = [];
  const left = [...answers];
  const reports = await goJourney({
    steps,
    baseUrls: { api: 'http://127.0.0.1:30860' },
    fetch: (async (url: string, init: RequestInit) => {
      asked.push(`${init.method} ${url} ${init.body ?? ''}`.trim());
      const next = left.shift();
      if (next === undefined)
        throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
      return Response.json(next.body, { status: next.status });
    }) as typeof globalThis.fetch,
    clock: createTestClock(),
    onStep: () => undefined,
  });
  return { reports, asked };
}

describe("a person's path", () => {
  it('carries what one answer held into the next request', async () => {
    const { reports, asked } = await go([
      { status: 201, body: { id: 'a/b', title: 'one' } },
      { status: 200, body: { id: 'a/b' } },
    ]);
    expect(reports.flatMap(({ problems }) => problems)).toEqual([]);
    expect(asked).toEqual([
      'POST http://127.0.0.1:30860/things {"title":"one"}',
      'GET http://127.0.0.1:30860/things/a%2Fb',
    ]);
  });

  it('ends at the first step that is not as expected, and says what differed', async () => {
    const { reports } = await go([{ status: 500, body: { title: 'two' } }]);
    expect(reports.map(({ problems }) => problems)).toEqual([
      [
        'expected status 201, got 500',
        'expected "one" at /title, got "two"',
        'nothing to keep at /id as "id"',
      ],
    ]);
  });

  it('says why there was no answer', async () => {
    const { reports } = await go([]);
    expect(reports[0]?.problems[0]).toBe('no answer: connect ECONNREFUSED');
  });
});
