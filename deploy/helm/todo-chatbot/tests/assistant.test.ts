import { describe, expect, test } from 'vitest';
import { findHelmPrograms } from './helm-programs.ts';
import { renderChart } from './render-chart.ts';

describe.each(findHelmPrograms(process.env))('the assistant, rendered by $title', (helm) => {
  const container = (options: Parameters<typeof renderChart>[1], name = 'todo-chatbot-api') =>
    renderChart(helm, options).get('Deployment', name).spec?.template.spec;

  test('is the built-in one, with no key and no way out, unless another is asked for', () => {
    const rendered = renderChart(helm, { files: ['values-dev.yaml'] });
    const env = rendered.get('Deployment', 'todo-chatbot-api').spec?.template.spec?.containers[0]?.env;
    expect(env).toContainEqual({ name: 'ASSISTANT_PROVIDER', value: 'built-in' });
    expect(env?.map(({ name }) => name)).not.toContain('ASSISTANT_API_KEY');
    const hosts = env?.find(({ name }) => name === 'MCP_ALLOWED_HOSTS')?.value?.split(',');
    expect(hosts?.[0]).toBe('todo-chatbot-api');
    expect(hosts?.[1]).toMatch(/^todo-chatbot-api\..+\.svc\.cluster\.local$/);
    const ports = rendered
      .get('NetworkPolicy', 'todo-chatbot-api')
      .spec?.egress?.flatMap((rule) => rule.ports?.map(({ port }) => port));
    expect(ports).not.toContain(443);
  });

  test('is a hosted one, its key from a Secret and for the API alone, its ports open', () => {
    const options = { files: ['ci/everything-values.yaml'] };
    const api = container(options, 'todo-of-team-a-api');
    expect(api?.containers[0]?.env).toEqual(
      expect.arrayContaining([
        { name: 'ASSISTANT_MODEL', value: 'a-model' },
        { name: 'ASSISTANT_BASE_URL', value: 'https://models.example.com/v1' },
        { name: 'ASSISTANT_TIMEOUT_MS', value: '20000' },
        { name: 'ASSISTANT_API_KEY', valueFrom: { secretKeyRef: { name: 'model', key: 'key' } } },
      ]),
    );
    const others = [
      ...(api?.initContainers ?? []),
      ...(container(options, 'todo-of-team-a-web')?.containers ?? []),
    ];
    for (const { env } of others)
      expect(env?.map(({ name }) => name) ?? []).not.toContain('ASSISTANT_API_KEY');
    const egress = renderChart(helm, options).get('NetworkPolicy', 'todo-of-team-a-api').spec?.egress;
    expect(egress).toContainEqual({
      ports: [
        { port: 443, protocol: 'TCP' },
        { port: 8443, protocol: 'TCP' },
      ],
    });
  });
});
