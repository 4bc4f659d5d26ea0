import { importMax } from '@todo-chatbot/contracts';
import { describe, expect, it } from 'vitest';
import { createTestApp, failingDomain } from '../../../test/app-fixture.ts';
import { accessOf } from '../accounts/access.ts';

const { app } = createTestApp({ domain: failingDomain(new Error('not for this')) });

describe('the OpenAPI document', () => {
  it('describes every address that answers, and no other', async () => {
    const response = await app.request('/api/openapi.json');
    expect(response.headers.get('content-type')).toBe('application/json');
    const document = (await response.json()) as { openapi: string; paths: Record<string, object> };
    expect(document.openapi).toBe('3.1.0');
    const described = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    const apart = ['/api/health', '/api/ready', '/api/openapi.json', '/api/docs', '/metrics'];
    const served = app.routes
      .filter(({ method, path }) => method !== 'ALL' && !apart.includes(path))
      .map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(described)].sort()).toEqual([...new Set(served)].sort());
  });

  it('says of each address that is not open how it refuses who may not reach it', async () => {
    type Operation = { readonly responses: Readonly<Record<string, object>> };
    const { paths } = (await (await app.request('/api/openapi.json')).json()) as {
      paths: Record<string, Record<string, Operation>>;
    };
    const closed = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([method]) => accessOf(method.toUpperCase(), path)?.kind !== 'open')
        .map(([method, { responses }]) => [`${method} ${path}`, Object.keys(responses)] as const),
    );
    expect(closed.length).toBeGreaterThan(30);
    for (const [name, statuses] of closed) {
      expect(statuses, name).toEqual(expect.arrayContaining(['401', '403', '429', '503']));
    }
  });

  it('gives files of any size, and takes those up to a size', async () => {
    const document = (await (await app.request('/api/openapi.json')).json()) as {
      components: { schemas: Record<string, { properties: Record<string, object> }> };
    };
    const { ExportedDocument, TransferDocument } = document.components.schemas;
    expect(ExportedDocument?.properties.tasks).not.toHaveProperty('maxItems');
    expect(TransferDocument?.properties.tasks).toHaveProperty('maxItems', importMax);
  });

  it('refers to nothing that it does not have', async () => {
    const text = await (await app.request('/api/openapi.json')).text();
    const { components } = JSON.parse(text) as { components: { schemas: object } };
    const referred = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(referred.length).toBeGreaterThan(0);
    expect(referred.filter((name) => !Object.keys(components.schemas).includes(name ?? ''))).toEqual([]);
  });

  it('is a page for people that needs nothing else and runs nothing', async () => {
    const response = await app.request('/api/docs');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    const html = await response.text();
    expect(html).toContain('<code>/api/tasks/{id}/complete</code>');
    expect(html).not.toMatch(/<script|<link|<img|@import|url\(|\son\w+=|\sstyle=/);
  });
});
