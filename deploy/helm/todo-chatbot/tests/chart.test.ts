import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findHelmPrograms } from './helm-programs.ts';
import { chart, lintChart, refusalOf, renderChart } from './render-chart.ts';

const helms = findHelmPrograms(process.env);
const valueFiles = ['values-dev.yaml', ...globSync('ci/*-values.yaml', { cwd: chart }).sort()];
const dev = { files: ['values-dev.yaml'] };

test.skipIf(helms.length > 0)(
  'skipped: no Helm was found; `npm run tengate -- toolchain fetch helm` gets one',
  (context) => context.skip(),
);

test.skipIf(helms.length < 2)('Helm 3 and Helm 4 render the same objects', () => {
  for (const file of valueFiles) {
    const [first, second] = helms.map((helm) => renderChart(helm, { files: [file] }).objects);
    expect(second, file).toEqual(first);
  }
});

describe.each(helms)('rendered by $title', (helm) => {
  test.each(valueFiles)('%s lints without a warning and renders', (file) => {
    expect(lintChart(helm, { files: [file] })).not.toMatch(/\[(WARNING|ERROR)\]/);
    expect(renderChart(helm, { files: [file] }).names('Deployment')).toHaveLength(2);
  });

  describe('names', () => {
    test('are the release alone where it holds the name of the chart', () => {
      const rendered = renderChart(helm, dev);
      expect(rendered.names('Deployment')).toEqual(['todo-chatbot-api', 'todo-chatbot-web']);
      expect(rendered.names('StatefulSet')).toEqual(['todo-chatbot-postgres']);
    });

    test('are release and chart otherwise', () => {
      expect(renderChart(helm, { release: 'team-a' }).names('Deployment')).toEqual([
        'team-a-todo-chatbot-api',
        'team-a-todo-chatbot-web',
      ]);
    });

    test('leave the namespace to whoever installs', () => {
      expect(renderChart(helm, dev).names('Namespace')).toEqual([]);
    });

    test('every address in the cluster is a full name with a final dot', () => {
      const { data } = renderChart(helm, dev).get('ConfigMap', 'todo-chatbot-config');
      expect(data).toMatchObject({
        BACKEND_URL: 'http://todo-chatbot-api.hackathon-dev.svc.cluster.local.:7860',
        BACKEND_PORT: '7860',
        FRONTEND_PORT: '3000',
        NODE_ENV: 'production',
      });
    });
  });

  describe('values', () => {
    test.each([
      ['at the root', 'secret=x'],
      ['in a component', 'api.imagePullPolicy=Always'],
      ['deep down', 'web.probes.startup.host=x'],
      ['a password', 'postgres.password=x'],
      ['a database address', 'database.url=postgres://x'],
    ])('unknown ones are refused: %s', (_, expression) => {
      expect(refusalOf(helm, { set: [expression] })).toMatch(/additional propert/i);
    });

    test.each([
      ['a user who is root', 'security.runAsUser=0'],
      ['a port above the range', 'api.service.nodePort=70000'],
      ['an HTTPRoute without a gateway', 'httpRoute.enabled=true'],
      ['a tag with a space', 'api.image.tag=a b'],
    ])('wrong ones are refused: %s', (_, expression) => {
      expect(refusalOf(helm, { set: [expression] })).toMatch(/don't meet the specifications of the schema/);
    });

    test('a pod that would be killed while it drains is refused, with the figures', () => {
      expect(refusalOf(helm, { set: ['web.terminationGracePeriodSeconds=12'] })).toMatch(
        /web\.terminationGracePeriodSeconds is 12, but .* take 12/,
      );
    });
  });

  describe('secrets', () => {
    test.each(valueFiles)('%s renders no Secret and no credential', (file) => {
      const rendered = renderChart(helm, { files: [file] });
      expect(rendered.names('Secret')).toEqual([]);
      expect(JSON.stringify(rendered.objects)).not.toMatch(/postgres(ql)?:\/\/[^"]*:[^"]*@/);
    });

    test('the API takes the address from the Secret, PostgreSQL its password as a file', () => {
      const rendered = renderChart(helm, dev);
      const api = rendered.get('Deployment', 'todo-chatbot-api').spec?.template.spec;
      for (const container of [...(api?.initContainers ?? []), ...(api?.containers ?? [])]) {
        const variable = container.env?.find(({ name }) => name === 'DATABASE_URL');
        expect(variable?.valueFrom?.secretKeyRef).toEqual({ name: 'todo-db-secret', key: 'DATABASE_URL' });
      }
      const postgres = rendered.get('StatefulSet', 'todo-chatbot-postgres').spec?.template.spec;
      expect(postgres?.volumes?.find(({ name }) => name === 'password')?.secret).toMatchObject({
        secretName: 'todo-db-secret',
        items: [{ key: 'POSTGRES_PASSWORD', path: 'password' }],
      });
    });

    test('a hosted database needs only the name of its Secret', () => {
      const rendered = renderChart(helm, { files: ['ci/hosted-database-values.yaml'] });
      expect(rendered.names('StatefulSet')).toEqual([]);
      const [container] =
        rendered.get('Deployment', 'todo-chatbot-api').spec?.template.spec?.containers ?? [];
      expect(container?.env?.find(({ name }) => name === 'DATABASE_URL')?.valueFrom?.secretKeyRef).toEqual({
        name: 'neon',
        key: 'url',
      });
    });
  });

  test.each(['api', 'web'] as const)('%s: image, resources and NodePort are as given', (component) => {
    const rendered = renderChart(helm, dev);
    const [container] =
      rendered.get('Deployment', `todo-chatbot-${component}`).spec?.template.spec?.containers ?? [];
    expect(container).toMatchObject({
      image: `docker.io/library/todo-chatbot-${component}:1.0.0`,
      imagePullPolicy: 'IfNotPresent',
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
    });
    expect(rendered.get('Service', `todo-chatbot-${component}`).spec).toMatchObject({
      type: 'NodePort',
      ports: [component === 'api' ? { port: 7860, nodePort: 30860 } : { port: 3000, nodePort: 30080 }],
    });
  });

  test('a digest wins over the tag', () => {
    const [container] =
      renderChart(helm, { files: ['ci/everything-values.yaml'] }).get('Deployment', 'todo-of-team-a-api').spec
        ?.template.spec?.containers ?? [];
    expect(container?.image).toMatch(/^registry\.example\.com:5000\/todo\/api@sha256:[0-9a-f]{64}$/);
  });

  test('exposure: only the web front end is led to, and no NodePort is asked for behind a gateway', () => {
    expect(renderChart(helm, dev).names('Ingress')).toEqual([]);
    const rendered = renderChart(helm, { files: ['ci/exposed-values.yaml'] });
    expect(rendered.names('Ingress')).toEqual(['todo-chatbot-web']);
    expect(rendered.names('HTTPRoute')).toEqual(['todo-chatbot-web']);
    expect(rendered.names('ServiceMonitor')).toEqual(['todo-chatbot-api']);
    expect(rendered.get('Service', 'todo-chatbot-web').spec?.ports?.[0]?.nodePort).toBeUndefined();
  });

  describe('helm tests', () => {
    const promises = ['api-answers', 'api-ready', 'path-through-web', 'web-answers'].map(
      (name) => `todo-chatbot-test-${name}`,
    );

    test('are one pod per promise, run as hooks by the image of the API', () => {
      const rendered = renderChart(helm, dev);
      expect(rendered.names('Pod')).toEqual(promises);
      for (const name of promises) {
        const pod = rendered.get('Pod', name);
        expect(pod.metadata?.annotations?.['helm.sh/hook']).toBe('test');
        expect(pod.spec?.containers[0]?.image).toBe('docker.io/library/todo-chatbot-api:1.0.0');
        expect(pod.spec?.restartPolicy).toBe('Never');
      }
    });

    test('one fails, on request only', () => {
      const rendered = renderChart(helm, { ...dev, set: ['tests.failOnRequest=true'] });
      expect(rendered.names('Pod')).toContain('todo-chatbot-test-fails-on-request');
    });
  });
});
