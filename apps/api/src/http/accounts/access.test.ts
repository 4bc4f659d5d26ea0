import { describe, expect, it } from 'vitest';
import { createTestApp, failingDomain } from '../../../test/app-fixture.ts';
import { accessOf } from './access.ts';

const { app } = createTestApp({ domain: failingDomain(new Error('not for this')) });

describe('access', () => {
  const served = app.routes.filter(({ path }) => !path.endsWith('*'));

  it('is declared for every address that answers', () => {
    expect(served.length).toBeGreaterThan(20);
    expect(served.filter(({ method, path }) => accessOf(method, path) === null)).toEqual([]);
  });

  it('is open for nothing that belongs to an account', () => {
    const open = served.filter(({ method, path }) => accessOf(method, path)?.kind === 'open');
    const addresses = [...new Set(open.map(({ path }) => path))].sort();
    expect(addresses.filter((path) => !path.startsWith('/api/auth/'))).toEqual(
      addresses.filter((path) =>
        [
          '/api/docs',
          // Its address is its key.
          '/api/feeds/:file',
          '/api/health',
          '/api/openapi.json',
          '/api/ready',
          '/metrics',
        ].includes(path),
      ),
    );
  });

  it('asks for another scope to change than to read', () => {
    expect(accessOf('GET', '/api/tasks/1')).toEqual({ kind: 'account', scope: 'read' });
    expect(accessOf('DELETE', '/api/tasks/1')).toEqual({ kind: 'account', scope: 'write' });
  });

  it('is not taken from an address that only begins alike', () => {
    expect(accessOf('GET', '/api/authors')).toBeNull();
    expect(accessOf('GET', '/api/tasks-of-others')).toBeNull();
  });
});
