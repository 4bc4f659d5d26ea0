import { describe, expect, it } from 'vitest';
import { readConfig, variables } from './config.ts';

const read = (env: Record<string, string>) => readConfig({ env, hostname: 'machine' });
const problems = (env: Record<string, string>) => {
  const outcome = read(env);
  return outcome.ok ? [] : outcome.problems;
};

describe('the configuration', () => {
  it('needs nothing to be set', () => {
    expect(read({})).toEqual({
      ok: true,
      config: {
        host: null,
        port: 3000,
        backend: new URL('http://127.0.0.1:7860'),
        instance: 'machine',
        drainMs: 7000,
        shutdownTimeoutMs: 10_000,
      },
    });
  });

  it('takes the API where the environment says that it is, a name with a final dot too', () => {
    const outcome = read({ BACKEND_URL: 'http://todo-chatbot-api.hackathon-dev.svc.cluster.local.:7860' });
    expect(outcome.ok && outcome.config.backend.host).toBe(
      'todo-chatbot-api.hackathon-dev.svc.cluster.local.:7860',
    );
  });

  it('names the pod', () => {
    const outcome = read({ HOSTNAME: 'todo-chatbot-web-1' });
    expect(outcome.ok && outcome.config.instance).toBe('todo-chatbot-web-1');
  });

  it('reports all problems together, each with its variable', () => {
    expect(problems({ PORT: 'http', BACKEND_URL: 'todo-api', DRAIN_MS: '-1', HOST: '' })).toEqual([
      expect.stringContaining('BACKEND_URL'),
      expect.stringContaining('HOST'),
      expect.stringContaining('PORT must be a whole number from 0 to 65535, but is "http"'),
      expect.stringContaining('DRAIN_MS'),
    ]);
  });

  it.each(['http://user:secret@api:7860', 'http://api/base', 'ftp://api', 'http://api/?a=b', '', 'api:7860'])(
    'refuses %j as the address of the API, without repeating it',
    (url) => {
      const [problem] = problems({ BACKEND_URL: url });
      expect(problem).toContain('BACKEND_URL must be the origin');
      expect(problem).not.toContain('secret');
    },
  );

  it.each(['70000', '', '1.5', ' 80'])('refuses %j as a port', (port) => {
    expect(problems({ PORT: port })).toHaveLength(1);
  });

  it('names every variable that it reads', () => {
    const seen = new Set<string>();
    const env = new Proxy({} as Record<string, string>, {
      get: (_, name) => {
        seen.add(String(name));
        return undefined;
      },
    });
    readConfig({ env, hostname: 'machine' });
    expect([...seen].sort()).toEqual([...variables].sort());
  });
});
