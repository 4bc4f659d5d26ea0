import { describe, expect, test } from 'vitest';
import { findHelmPrograms } from './helm-programs.ts';
import { renderChart } from './render-chart.ts';

const dev = { files: ['values-dev.yaml'] };

describe.each(findHelmPrograms(process.env))('availability, rendered by $title', (helm) => {
  describe.each(['api', 'web'] as const)('%s', (component) => {
    const name = `todo-chatbot-${component}`;

    test('never has fewer pods than wanted while it is rolled out', () => {
      for (const [options, minReadySeconds] of [
        [{}, 10],
        [dev, 1],
      ] as const)
        expect(renderChart(helm, options).get('Deployment', name).spec).toMatchObject({
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
          minReadySeconds,
        });
    });

    test('leaves the number of replicas to the autoscaler, suspended or not', () => {
      for (const suspend of [false, true]) {
        const rendered = renderChart(helm, { ...dev, set: [`autoscaling.suspend=${suspend}`] });
        expect(rendered.get('Deployment', name).spec).not.toHaveProperty('replicas');
        expect(rendered.names('HorizontalPodAutoscaler').includes(name)).toBe(!suspend);
      }
    });

    test('suspending the autoscaler changes nothing but the autoscaler: no pod restarts when it is attached', () => {
      const suspended = renderChart(helm, { ...dev, set: ['autoscaling.suspend=true'] });
      const attached = renderChart(helm, dev);
      expect(attached.objects.filter(({ kind }) => kind !== 'HorizontalPodAutoscaler')).toEqual(
        suspended.objects,
      );
    });

    test('has its replicas in the Deployment without an autoscaler', () => {
      const rendered = renderChart(helm, { set: [`${component}.autoscaling.enabled=false`] });
      expect(rendered.get('Deployment', name).spec?.replicas).toBe(2);
      expect(rendered.names('HorizontalPodAutoscaler')).not.toContain(name);
    });

    test('is scaled from 2 to 5 at 70 % of its CPU request, patiently but for a local cluster', () => {
      const scaler = (options: object) =>
        renderChart(helm, options).get('HorizontalPodAutoscaler', name).spec;
      expect(scaler({})).toMatchObject({
        scaleTargetRef: { kind: 'Deployment', name },
        minReplicas: 2,
        maxReplicas: 5,
        metrics: [{ resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
        behavior: {
          scaleUp: { stabilizationWindowSeconds: 0 },
          scaleDown: { stabilizationWindowSeconds: 300 },
        },
      });
      expect(scaler(dev)?.behavior).toMatchObject({
        scaleUp: { stabilizationWindowSeconds: 15 },
        scaleDown: { stabilizationWindowSeconds: 15 },
      });
    });

    test('has a disruption budget only for more than one replica', () => {
      expect(renderChart(helm, dev).get('PodDisruptionBudget', name).spec?.maxUnavailable).toBe(1);
      const one = [`${component}.autoscaling.minReplicas=1`];
      expect(renderChart(helm, { set: one }).names('PodDisruptionBudget')).not.toContain(name);
      const fixed = [`${component}.autoscaling.enabled=false`, `${component}.replicaCount=1`];
      expect(renderChart(helm, { set: fixed }).names('PodDisruptionBudget')).not.toContain(name);
    });

    test('sleeps before it is told to end, and has time for its drain', () => {
      const spec = renderChart(helm, dev).get('Deployment', name).spec?.template.spec;
      const [container] = spec?.containers ?? [];
      const drainMs = Number(container?.env?.find((variable) => variable.name === 'DRAIN_MS')?.value);
      expect(container?.lifecycle?.preStop?.sleep?.seconds).toBe(5);
      expect(spec?.terminationGracePeriodSeconds).toBeGreaterThan(5 + drainMs / 1_000);
    });

    test('spreads over the nodes', () => {
      const spec = renderChart(helm, dev).get('Deployment', name).spec?.template.spec;
      expect(spec?.topologySpreadConstraints).toMatchObject([
        { topologyKey: 'kubernetes.io/hostname', matchLabelKeys: ['pod-template-hash'] },
      ]);
    });

    test('has selectors that no version and no chart is in', () => {
      const { selector, template } = renderChart(helm, dev).get('Deployment', name).spec ?? {};
      expect(Object.keys(selector?.matchLabels ?? {}).sort()).toEqual([
        'app.kubernetes.io/component',
        'app.kubernetes.io/instance',
        'app.kubernetes.io/name',
      ]);
      expect(template?.metadata?.labels).toEqual(selector?.matchLabels);
    });

    test('restarts when its settings change, and not when only labels do', () => {
      const sum = (set: readonly string[]) =>
        renderChart(helm, { ...dev, set }).get('Deployment', name).spec?.template.metadata?.annotations?.[
          'checksum/config'
        ];
      expect(sum(['config.extra.LOG_LEVEL=debug'])).not.toBe(sum([]));
      expect(sum(['commonLabels.team=a'])).toBe(sum([]));
    });
  });

  describe('probes', () => {
    test('of the API: readiness looks at the database, liveness does not', () => {
      const [container] =
        renderChart(helm, dev).get('Deployment', 'todo-chatbot-api').spec?.template.spec?.containers ?? [];
      expect(container?.readinessProbe?.httpGet).toEqual({ path: '/api/ready', port: 'http' });
      expect(container?.livenessProbe?.httpGet).toEqual({ path: '/api/health', port: 'http' });
    });

    test('of the web front end ask nothing of the API', () => {
      const [container] =
        renderChart(helm, dev).get('Deployment', 'todo-chatbot-web').spec?.template.spec?.containers ?? [];
      expect(container?.readinessProbe?.httpGet?.path).toBe('/healthz');
      expect(container?.livenessProbe?.httpGet?.path).toBe('/healthz');
    });

    test.each([
      ['api', ['http://127.0.0.1:7860/api/health', 'http://127.0.0.1:7860/api/ready']],
      ['web', ['http://127.0.0.1:3000/healthz']],
    ])('at the start of %s are one command that ends before the kubelet cuts it', (component, urls) => {
      const [container] =
        renderChart(helm, dev).get('Deployment', `todo-chatbot-${component}`).spec?.template.spec
          ?.containers ?? [];
      const { exec, timeoutSeconds } = container?.startupProbe ?? {};
      const [program, , , script, , seconds, ...asked] = exec?.command ?? [];
      expect(program).toBe('/usr/local/bin/node');
      expect(script).toContain('await waitFor(liveness)');
      expect(asked).toEqual(urls);
      expect(Number(seconds)).toBeLessThan(timeoutSeconds ?? 0);
    });

    test('of PostgreSQL ask by TCP, which it opens only when its database is made', () => {
      const [container] =
        renderChart(helm, dev).get('StatefulSet', 'todo-chatbot-postgres').spec?.template.spec?.containers ??
        [];
      for (const probe of [container?.startupProbe, container?.readinessProbe, container?.livenessProbe]) {
        expect(probe?.exec?.command?.join(' ')).toContain(
          'pg_isready -q -h 127.0.0.1 -p 5432 -U todo -d todo',
        );
      }
    });
  });

  test('the API starts after its init container reached and migrated the database', () => {
    const spec = renderChart(helm, dev).get('Deployment', 'todo-chatbot-api').spec?.template.spec;
    expect(spec?.initContainers).toMatchObject([{ name: 'migrate', args: ['migrate'] }]);
    expect(spec?.initContainers?.[0]?.image).toBe(spec?.containers[0]?.image);
  });

  test('PostgreSQL keeps its data on a claim, below the mount', () => {
    const { spec } = renderChart(helm, dev).get('StatefulSet', 'todo-chatbot-postgres');
    expect(spec?.persistentVolumeClaimRetentionPolicy?.whenDeleted).toBe('Retain');
    expect(spec?.volumeClaimTemplates).toHaveLength(1);
    const [container] = spec?.template.spec?.containers ?? [];
    expect(container?.volumeMounts).toContainEqual({ name: 'data', mountPath: '/var/lib/postgresql/data' });
    expect(container?.env).toContainEqual({ name: 'PGDATA', value: '/var/lib/postgresql/data/pgdata' });
  });

  test('PostgreSQL takes a claim made before', () => {
    const { spec } = renderChart(helm, { files: ['ci/fixed-replicas-values.yaml'] }).get(
      'StatefulSet',
      'todo-chatbot-postgres',
    );
    expect(spec?.volumeClaimTemplates).toBeUndefined();
    expect(spec?.template.spec?.volumes).toContainEqual({
      name: 'data',
      persistentVolumeClaim: { claimName: 'made-before' },
    });
  });
});
