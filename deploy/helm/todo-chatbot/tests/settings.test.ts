import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { findHelmPrograms } from './helm-programs.ts';
import { chart, type RenderOptions, renderChart } from './render-chart.ts';

/** What pods set or find by themselves, or what has no place in a cluster. */
const leftOut = [
  // Every address of the pod, and the pod's name.
  'HOST',
  'HOSTNAME',
  // Names for `config.extra` and of the image.
  'RELEASE_LABEL',
  'BUILD_LABEL',
  // Only the migration waits, before the API starts.
  'DATABASE_STARTUP_TIMEOUT_MS',
  // Without DATABASE_URL, which the chart always gives.
  'PGLITE_DATA_DIR',
];

describe.each(findHelmPrograms(process.env))('settings of the API, rendered by $title', (helm) => {
  const rendered = (options: RenderOptions, stem = 'todo-chatbot') => {
    const objects = renderChart(helm, options);
    const api = objects.get('Deployment', `${stem}-api`).spec?.template.spec?.containers[0];
    return {
      config: objects.get('ConfigMap', `${stem}-config`).data ?? {},
      env: api?.env ?? [],
      egress: objects.get('NetworkPolicy', `${stem}-api`).spec?.egress ?? [],
    };
  };
  const everything = () => rendered({ files: ['ci/everything-values.yaml'] }, 'todo-of-team-a');

  test('name every variable of .env.example, but those that pods set themselves', () => {
    const example = readFileSync(path.join(chart, '../../../.env.example'), 'utf8');
    const named = [...example.matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name ?? '');
    const { config, env } = everything();
    const given = new Set([...Object.keys(config), ...env.map(({ name }) => name)]);
    expect(named.filter((name) => !given.has(name)).sort()).toEqual(
      leftOut.filter((name) => !given.has(name)).sort(),
    );
  });

  test('reach it in its own words and units, large numbers in full', () => {
    expect(everything().config).toMatchObject({
      AUTH: 'on',
      SIGN_IN_ATTEMPTS: '5',
      RATE_LIMIT_PER_MINUTE: '1000000',
      TRUSTED_PROXIES: '2',
    });
    expect(
      rendered({ set: ['database.queryTimeoutSeconds=7', 'api.bodyLimitBytes=10485760'] }).config,
    ).toMatchObject({
      AUTH: 'off',
      LOG_LEVEL: 'info',
      BODY_LIMIT_BYTES: '10485760',
      DATABASE_POOL_MAX: '10',
      DATABASE_CONNECT_TIMEOUT_MS: '5000',
      DATABASE_QUERY_TIMEOUT_MS: '7000',
    });
  });

  test('by default are those of .env.example', () => {
    const example = readFileSync(path.join(chart, '../../../.env.example'), 'utf8');
    const { config } = rendered({});
    const same = Object.keys(config).filter((name) => new RegExp(`^${name}=`, 'm').test(example));
    expect(same.length).toBeGreaterThan(8);
    for (const name of same.filter((name) => name !== 'BACKEND_URL'))
      expect(example).toMatch(new RegExp(`^${name}=${config[name]}$`, 'm'));
  });

  test('yield to config.extra, addresses and ports do not', () => {
    const { config } = rendered({
      set: ['config.extra.AUTH=on', 'config.extra.LOG_LEVEL=debug', 'config.extra.BACKEND_URL=x'],
    });
    expect(config).toMatchObject({ AUTH: 'on', LOG_LEVEL: 'debug' });
    expect(config.BACKEND_URL).not.toBe('x');
  });

  test('send traces only where a receiver is named, with headers from a Secret and its ports open', () => {
    const names = rendered({}).env.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('OTEL'))).toEqual([]);
    const { env, egress } = everything();
    expect(env).toEqual(
      expect.arrayContaining([
        { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'https://traces.example.com' },
        {
          name: 'OTEL_EXPORTER_OTLP_HEADERS',
          valueFrom: { secretKeyRef: { name: 'traces', key: 'headers' } },
        },
      ]),
    );
    expect(egress).toContainEqual({ ports: [{ port: 443, protocol: 'TCP' }] });
    const plain = rendered({ set: ['tracing.endpoint=http://collector.observability:4318'] });
    expect(plain.env.map(({ name }) => name)).not.toContain('OTEL_EXPORTER_OTLP_HEADERS');
    expect(plain.egress).toContainEqual({ ports: [{ port: 4318, protocol: 'TCP' }] });
  });

  test.each([
    ['auth.requestsPerMinute=0', /requestsPerMinute/],
    ['auth.required=yes', /required/],
    ['database.maxConnections=0', /maxConnections/],
    ['api.logLevel=loud', /logLevel/],
    ['api.bodyLimitBytes=1', /bodyLimitBytes/],
    ['tracing.endpoint=collector:4318', /endpoint/],
    ['tracing.endpoint=https://user:password@traces.example.com', /endpoint/],
  ])('refuse %s with its name', (set, name) => {
    expect(() => rendered({ set: [set] })).toThrow(name);
  });
});
