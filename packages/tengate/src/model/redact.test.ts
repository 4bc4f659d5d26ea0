import { describe, expect, it } from 'vitest';
import { redact, redactText } from './redact.ts';

const key = ['-----BEGIN RSA PRIVATE KEY-----', 'MIIEow', '-----END RSA PRIVATE KEY-----'].join('\n');
const jwt = `eyJ${'hbGciOiJIUzI1'}.eyJ${'zdWIiOiIx'}.c2ln`;

describe('redactText', () => {
  it.each([
    [
      'a connection string',
      'postgres://todo:hunter2@db:5432/todo',
      'postgres://todo:[redacted]@db:5432/todo',
    ],
    ['a password with an @ in it', 'postgres://u:a@b@host/x', 'postgres://u:[redacted]@host/x'],
    ['an authorization header', 'Authorization: Basic dTpw', 'Authorization: [redacted]'],
    ['a bearer token', 'curl with Bearer abcdefgh12345678', 'curl with Bearer [redacted]'],
    ['a JSON web token', `got ${jwt} back`, 'got [redacted] back'],
    ['an API key by its mark', `using sk-${'a'.repeat(24)}`, 'using [redacted]'],
    ['an environment variable', 'POSTGRES_PASSWORD=s3cret PORT=80', 'POSTGRES_PASSWORD=[redacted] PORT=80'],
    ['a JSON member', '{"apiKey": "x y z", "port": 1}', '{"apiKey": [redacted], "port": 1}'],
    ['a query parameter', 'GET /a?b=1&token=abc&c=2', 'GET /a?b=1&token=[redacted]&c=2'],
    ['a private key', `before\n${key}\nafter`, 'before\n[redacted RSA PRIVATE KEY]\nafter'],
    ['a private key cut off by a log limit', key.slice(0, -20), '[redacted RSA PRIVATE KEY]'],
  ])('hides %s', (_, text, expected) => {
    expect(redactText(text)).toBe(expected);
    expect(redactText(expected)).toBe(expected);
  });

  it.each([
    'http://127.0.0.1:30080/api/tasks',
    'postgres://db:5432/todo',
    'secret "todo-db-secret" not found',
    'MountVolume.SetUp failed for volume "token-volume"',
    'sha256:0123456789abcdef',
    'the server wants Basic authentication or a Bearer authentication-scheme',
  ])('leaves %j as it is', (text) => {
    expect(redactText(text)).toBe(text);
  });
});

describe('redact', () => {
  it('goes through a whole record', () => {
    const record = {
      evidence: [
        { kind: 'log', data: ['DATABASE_URL=postgres://a:b@c/d', { authorization: 'xyz', status: 200 }] },
      ],
    };
    expect(redact(record)).toEqual({
      evidence: [
        {
          kind: 'log',
          data: ['DATABASE_URL=postgres://a:[redacted]@c/d', { authorization: '[redacted]', status: 200 }],
        },
      ],
    });
  });

  it('hides the values of a Kubernetes Secret and keeps its keys', () => {
    expect(redact([{ kind: 'Secret', data: { DATABASE_URL: 'cG9zdGdyZXM=' } }])).toEqual([
      { kind: 'Secret', data: { DATABASE_URL: '[redacted]' } },
    ]);
  });

  it('keeps the names of secrets, which are no secrets', () => {
    const object = { secretName: 'todo-db-secret', existingSecret: 'todo-db-secret' };
    expect(redact(object)).toEqual(object);
  });

  it('ends on an object that holds itself', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(redact(loop)).toEqual({ self: '[circular]' });
  });
});
