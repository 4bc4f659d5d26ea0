import { health, problem } from '@todo-chatbot/contracts';
import { describe, expect, it } from 'vitest';
import { createTestApp, failingDomain, json, readyNow } from '../test/app-fixture.ts';
import type { ReadinessReport } from './http/readiness.ts';
import { StorageUnavailable } from './todos/storage-unavailable.ts';

const secret = new Error('select hunter2 from secrets at /srv/app.ts:1');
const broken = failingDomain(secret);

describe('health', () => {
  it('says that the process lives, whatever the database does', async () => {
    const readiness = { ...readyNow, started: () => false };
    const { app } = createTestApp({ domain: broken, readiness });
    const response = await app.request('/api/health');
    expect(response.status).toBe(200);
    expect(health.parse(await response.json())).toEqual({
      status: 'ok',
      name: 'todo-chatbot-api',
      version: '1.2.3',
      releaseLabel: null,
      buildLabel: null,
    });
  });
});

describe('ready', () => {
  it('answers 200 when requests can be served', async () => {
    const response = await createTestApp({ domain: broken }).app.request('/api/ready');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ready' });
  });

  it.each(['starting', 'unavailable', 'draining'] as const)(
    'answers 503 while %s, and says why',
    async (state) => {
      const report: ReadinessReport = { ready: false, state, why: 'It rains' };
      const readiness = { ...readyNow, check: async () => report };
      const response = await createTestApp({ domain: broken, readiness }).app.request('/api/ready');
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('1');
      expect(problem.parse(await response.json())).toMatchObject({ code: 'unavailable', detail: 'It rains' });
    },
  );
});

describe('every answer', () => {
  it.each(['/api/health', '/api/tasks', '/nowhere'])('of %s names the pod and the request', async (path) => {
    const { app } = createTestApp({ domain: broken });
    const { headers } = await app.request(path);
    expect(headers.get('x-served-by')).toBe('pod-1');
    expect(headers.get('x-request-id')).toBe('request-1');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it("keeps the client's id of the request, unless it could forge a log line", async () => {
    const { app } = createTestApp({ domain: broken });
    const idFor = async (id: string) =>
      (await app.request('/api/health', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await idFor('trace-7')).toBe('trace-7');
    expect(await idFor('a"b')).toBe('request-1');
    expect(await idFor('x'.repeat(500))).toBe('request-1');
  });
});

describe('what goes wrong', () => {
  it('inside answers 500, with everything in the log and nothing of it in the answer', async () => {
    const { app, lines } = createTestApp({ domain: broken });
    const response = await app.request('/api/tasks');
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(problem.parse(JSON.parse(text))).toMatchObject({ code: 'internal-error', requestId: 'request-1' });
    expect(text).not.toMatch(/hunter2|app\.ts|select/);
    const entry = lines.find((line) => line.level === 'error');
    expect(entry).toMatchObject({ requestId: 'request-1', err: { message: secret.message } });
  });

  it('because the database is away answers 503, to be tried again', async () => {
    const cause = new Error('connect ECONNREFUSED 10.0.0.7:5432');
    const { app, lines } = createTestApp({
      domain: failingDomain(new StorageUnavailable('away', { cause })),
    });
    const response = await app.request('/api/tasks', json('POST', { title: 'a' }));
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.text()).not.toContain('10.0.0.7');
    expect(lines.some((line) => line.level === 'warn')).toBe(true);
  });

  it('before the start is complete answers 503', async () => {
    const readiness = { ...readyNow, started: () => false };
    const { app } = createTestApp({ domain: broken, readiness });
    for (const path of ['/api/tasks', '/api/tasks/1/complete']) {
      expect((await app.request(path, { method: 'POST' })).status).toBe(503);
    }
  });

  it('with an address answers 404', async () => {
    const response = await createTestApp({ domain: broken }).app.request('/api/nothing');
    expect(response.status).toBe(404);
    expect(problem.parse(await response.json())).toMatchObject({
      code: 'not-found',
      instance: '/api/nothing',
    });
  });

  it.each([
    ['PUT', '/api/tasks', 'GET, HEAD, POST'],
    ['POST', '/api/health', 'GET, HEAD'],
    ['PUT', '/api/tasks/1', 'GET, HEAD, PATCH, DELETE'],
    ['GET', '/api/tasks/1/complete', 'POST'],
    // What the address of a task would take.
    ['DELETE', '/api/tasks/bulk', 'POST'],
    ['PATCH', '/api/tasks/counts', 'GET, HEAD'],
    ['GET', '/api/tasks/quick-add', 'POST'],
    ['OPTIONS', '/api/tasks/quick-add', 'POST'],
  ])('with a method (%s %s) answers 405 and which are allowed', async (method, path, allow) => {
    const response = await createTestApp({ domain: broken }).app.request(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
    expect(problem.parse(await response.json()).code).toBe('method-not-allowed');
  });
});

describe('the log of requests', () => {
  it('has a line for each request but not for the probes', async () => {
    const { app, lines } = createTestApp({ domain: broken });
    await app.request('/api/health');
    await app.request('/api/ready');
    await app.request('/api/nothing?token=hunter2');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      method: 'GET',
      path: '/api/nothing',
      status: 404,
      requestId: 'request-1',
    });
    expect(JSON.stringify(lines)).not.toContain('hunter2');
  });
});
