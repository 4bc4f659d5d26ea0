import { describe, expect, it } from 'vitest';
import { createTestClient } from '../../test/domain-fixture.ts';
import { describeOnDatabases } from '../../test/on-databases.ts';

describeOnDatabases('metrics', (database) => {
  it('count requests by their route, not by their address', async () => {
    const { app, send } = createTestClient(database());
    await send('POST', '/tasks', { title: 'secret title' });
    await send('GET', '/tasks/11111111-1111-4111-8111-111111111111');
    await send('GET', '/tasks/22222222-2222-4222-8222-222222222222');
    // An id's route would take it too.
    await send('GET', '/tasks/counts');
    await send('POST', '/tasks', { title: 'x'.repeat(3000) });
    await app.request('/no/such/address');
    await app.request('/api/tasks', { method: 'BREW' });
    const response = await app.request('/metrics');
    expect(response.headers.get('content-type')).toContain('text/plain');
    const text = await response.text();
    expect(text).toContain(
      'http_request_duration_seconds_count{method="GET",route="/api/tasks/:id",status="404"} 2',
    );
    expect(text).toContain('{method="GET",route="/api/tasks/counts",status="200"} 1');
    // Refused before its handler was reached.
    expect(text).toContain('{method="POST",route="/api/tasks",status="413"} 1');
    expect(text).toContain('http_request_duration_seconds_count{method="GET",route="none",status="404"} 1');
    expect(text).toContain('method="OTHER"');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    expect(text).not.toMatch(/secret title|11111111|BREW|no\/such/);
  });

  it('count what is done to tasks, and by which client', async () => {
    const { app, send } = createTestClient(database());
    const { id } = (await (await send('POST', '/tasks', { title: 'x' }, { 'x-client': 'web' })).json()) as {
      id: string;
    };
    await send('POST', `/tasks/${id}/complete`);
    const text = await (await app.request('/metrics')).text();
    expect(text).toMatch(/todo_task_changes_total\{action="\w+",client="web"\} 1/);
    expect(text).toMatch(/todo_task_changes_total\{action="complete\w*",client="api"\} 1/);
  });

  describe('of the pool', () => {
    it('are there where there is one', async () => {
      const { app } = createTestClient(database());
      const text = await (await app.request('/metrics')).text();
      const has = database().poolUse() !== null;
      expect(text.includes('database_pool_connections{state="open"}')).toBe(has);
    });
  });
});
