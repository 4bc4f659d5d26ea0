import { describe, expect, test } from 'vitest';
import { findHelmPrograms } from './helm-programs.ts';
import { renderChart } from './render-chart.ts';

const dev = { files: ['values-dev.yaml'] };
const component = (name: string) => ({
  podSelector: { matchLabels: expect.objectContaining({ 'app.kubernetes.io/component': name }) },
});

describe.each(findHelmPrograms(process.env))('security, rendered by $title', (helm) => {
  test('every pod, the tests too, fits the restricted standard and mounts no token', () => {
    const pods = renderChart(helm, dev).podSpecs();
    expect(pods.size).toBe(7);
    for (const [owner, spec] of pods) {
      expect(spec.automountServiceAccountToken, owner).toBe(false);
      expect(spec.securityContext, owner).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(spec.securityContext?.runAsUser, owner).toBeGreaterThan(0);
      for (const container of [...spec.containers, ...(spec.initContainers ?? [])]) {
        expect(container.securityContext, `${owner} ${container.name}`).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(container.resources?.limits, `${owner} ${container.name}`).toHaveProperty('memory');
      }
    }
  });

  test('the platform may choose the user', () => {
    const spec = renderChart(helm, { files: ['ci/exposed-values.yaml'] }).get(
      'Deployment',
      'todo-chatbot-api',
    ).spec;
    expect(spec?.template.spec?.securityContext).toEqual({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test('each workload has its own ServiceAccount without a token', () => {
    const rendered = renderChart(helm, dev);
    const names = ['todo-chatbot-api', 'todo-chatbot-postgres', 'todo-chatbot-web'];
    expect(rendered.names('ServiceAccount')).toEqual(names);
    for (const name of names) {
      expect(rendered.get('ServiceAccount', name).automountServiceAccountToken).toBe(false);
    }
  });

  test('a ServiceAccount made before is used as named', () => {
    const rendered = renderChart(helm, { files: ['ci/everything-values.yaml'] });
    expect(rendered.get('Deployment', 'todo-of-team-a-web').spec?.template.spec?.serviceAccountName).toBe(
      'made-before',
    );
    expect(rendered.names('ServiceAccount')).not.toContain('todo-of-team-a-web');
  });

  describe('network policies', () => {
    const policy = (name: string, options: object = dev) =>
      renderChart(helm, options).get('NetworkPolicy', `todo-chatbot-${name}`).spec;

    test('let only the API reach PostgreSQL, and PostgreSQL nothing', () => {
      const spec = policy('postgres');
      expect(spec?.ingress).toEqual([
        { from: [component('api')], ports: [{ port: 'postgres', protocol: 'TCP' }] },
      ]);
      expect(spec?.policyTypes).toEqual(['Ingress', 'Egress']);
      expect(spec?.egress).toEqual([]);
    });

    test('let the API reach DNS and its database only', () => {
      const [dns, database, ...more] = policy('api')?.egress ?? [];
      expect(dns?.ports?.map(({ port, protocol }) => `${port}/${protocol}`)).toEqual(['53/UDP', '53/TCP']);
      expect(database).toEqual({
        to: [component('postgres')],
        ports: [{ port: 'postgres', protocol: 'TCP' }],
      });
      expect(more).toEqual([]);
    });

    test('let the API reach a hosted database where it is said to be', () => {
      const [, database] = policy('api', { files: ['ci/hosted-database-values.yaml'] })?.egress ?? [];
      expect(database).toEqual({
        to: [{ ipBlock: { cidr: '203.0.113.0/24' } }],
        ports: [{ port: 5432, protocol: 'TCP' }],
      });
    });

    test('let the web front end reach DNS and the API only', () => {
      const [, api, ...more] = policy('web')?.egress ?? [];
      expect(api).toEqual({ to: [component('api')], ports: [{ port: 'http', protocol: 'TCP' }] });
      expect(more).toEqual([]);
    });

    test('leave a NodePort open, and close a ClusterIP to all but the release', () => {
      expect(policy('api')?.ingress?.[0]).not.toHaveProperty('from');
      const closed = policy('api', { files: ['ci/exposed-values.yaml'] })?.ingress?.[0];
      expect(closed).toHaveProperty('from', [component('web'), component('test')]);
    });

    test('can be switched off', () => {
      expect(renderChart(helm, { set: ['networkPolicy.enabled=false'] }).names('NetworkPolicy')).toEqual([]);
    });
  });
});
