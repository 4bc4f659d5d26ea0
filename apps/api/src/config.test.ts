import { describe, expect, it } from 'vitest';
import { readConfig, variables } from './config.ts';

const read = (env: Record<string, string | undefined>) => readConfig({ env, hostname: 'machine' });

describe('the configuration', () => {
  it('needs nothing: it has a default for everything and runs on PGlite', () => {
    expect(read({})).toEqual({
      ok: true,
      config: {
        host: null,
        port: 7860,
        logLevel: 'info',
        instance: 'machine',
        labels: { release: null, build: null },
        bodyLimitBytes: 131_072,
        drainMs: 3000,
        readyWhileDraining: false,
        shutdownTimeoutMs: 10_000,
        startupTimeoutMs: 120_000,
        tracing: null,
        assistant: { provider: 'built-in' },
        auth: { required: false, signInAttempts: 10, requestsPerMinute: 1200, trustedProxies: 1 },
        mcp: { allowedHosts: [], allowedOrigins: [] },
        database: { kind: 'pglite', dataDirectory: '.data/pglite' },
      },
    });
  });

  it('traces where a receiver is named, and an empty name is none', () => {
    const tracingOf = (endpoint: string) => {
      const outcome = read({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
      return outcome.ok ? outcome.config.tracing : outcome.problems;
    };
    expect(tracingOf('http://collector:4318')).toEqual({ endpoint: 'http://collector:4318' });
    expect(tracingOf('')).toBeNull();
    expect(tracingOf('collector:4317')).toEqual(['OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https URL']);
  });

  it('takes a hosted assistant, and names in a list', () => {
    const outcome = read({
      ASSISTANT_PROVIDER: 'openai-compatible',
      ASSISTANT_MODEL: 'm',
      ASSISTANT_BASE_URL: 'https://models.example/v1',
      MCP_ALLOWED_HOSTS: 'todo.example, api',
    });
    expect(outcome).toMatchObject({
      ok: true,
      config: {
        assistant: {
          provider: 'openai-compatible',
          model: 'm',
          baseUrl: 'https://models.example/v1',
          apiKey: null,
          timeoutMs: 30_000,
        },
        mcp: { allowedHosts: ['todo.example', 'api'] },
      },
    });
  });

  it.each([
    [{ ASSISTANT_PROVIDER: 'anthropic' }, ['ASSISTANT_MODEL', 'ASSISTANT_API_KEY']],
    [{ ASSISTANT_PROVIDER: 'openai-compatible', ASSISTANT_MODEL: 'm' }, ['ASSISTANT_BASE_URL']],
    [{ ASSISTANT_PROVIDER: 'ollama' }, ['ASSISTANT_MODEL']],
    [{ ASSISTANT_PROVIDER: 'other' }, ['ASSISTANT_PROVIDER']],
  ])('says what a hosted assistant lacks: %j', (env, missing) => {
    const outcome = read(env);
    if (outcome.ok) throw new Error('it was taken');
    expect(outcome.problems.map((problem) => problem.split(' ')[0])).toEqual(missing);
  });

  it('uses PostgreSQL when it has a URL, and the name of the pod', () => {
    const outcome = read({
      DATABASE_URL: 'postgresql://u:p@db/tasks',
      HOSTNAME: 'pod-1',
      DATABASE_POOL_MAX: '3',
    });
    expect(outcome).toMatchObject({
      ok: true,
      config: {
        instance: 'pod-1',
        database: { kind: 'postgres', url: 'postgresql://u:p@db/tasks', maxConnections: 3 },
      },
    });
  });

  it('takes labels for health to report, and refuses what is none', () => {
    expect(read({ RELEASE_LABEL: 'blue', BUILD_LABEL: '' })).toMatchObject({
      ok: true,
      config: { labels: { release: 'blue', build: null } },
    });
    expect(read({ RELEASE_LABEL: 'not a label' })).toMatchObject({ ok: false });
  });

  it('takes the folder of a socket for a host', () => {
    expect(read({ DATABASE_URL: 'postgresql:///tasks?host=/run/postgresql' }).ok).toBe(true);
  });

  it('reports every problem at once, each with its variable, and never a secret', () => {
    const outcome = read({
      PORT: '70000',
      DRAIN_MS: '-1',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://u:hunter2@db/tasks',
      PGLITE_DATA_DIR: '',
    });
    if (outcome.ok) throw new Error('accepted');
    expect(outcome.problems).toEqual([
      'PORT must be from 0 to 65535',
      'LOG_LEVEL must be one of: fatal, error, warn, info, debug, trace, silent',
      'DRAIN_MS must be a whole number from 0 to 3600000 milliseconds',
      'DATABASE_URL must be a URL like postgresql://user:password@host:5432/database (value not shown)',
      'PGLITE_DATA_DIR is set but empty',
    ]);
    expect(outcome.problems.join()).not.toContain('hunter2');
  });

  it('does not take an empty DATABASE_URL for none: data would go where nobody looks for it', () => {
    expect(read({ DATABASE_URL: '' }).ok).toBe(false);
  });

  it('names every variable it reads', () => {
    expect(variables).toEqual(expect.arrayContaining(['DATABASE_URL', 'PORT', 'RELEASE_LABEL']));
    expect(new Set(variables).size).toBe(variables.length);
  });
});
