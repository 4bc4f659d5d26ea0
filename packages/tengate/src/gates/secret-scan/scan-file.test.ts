import { describe, expect, it } from 'vitest';
import { scanFile, scanSettings } from './scan-file.ts';

/** Put together here, so that no file of this repository looks like a secret itself. */
const pem = (kind: string, body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7'): string =>
  [`-----BEGIN ${kind}`, `KEY-----\n${body}\n-----END ${kind} KEY-----\n`].join(' ');

function codes(path: string, content: string | Buffer): string[] {
  return scanFile(path, Buffer.from(content)).map(({ code }) => code);
}

describe('the search for secrets finds', () => {
  it.each([
    ['a private key', 'app/key.pem', pem('RSA PRIVATE'), 'private-key'],
    [
      'an encrypted private key with headers',
      'k',
      pem('EC PRIVATE', `Proc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\n${'A'.repeat(64)}`),
      'private-key',
    ],
    ['a key inside JSON', 'sa.json', JSON.stringify({ private_key: pem('PRIVATE') }), 'private-key'],
    ['an AWS key', 'config.js', `const id = "AKIA${'Q7'.repeat(8)}"`, 'aws-access-key'],
    ['a GitHub token', 'x', `token ghp_${'a1B2'.repeat(9)}`, 'github-token'],
    ['an npm token', 'root/.npmrc', `//registry.example/:_authToken=${'x'.repeat(20)}`, 'npm-auth'],
    ['a model key', 'x', `sk-ant-${'api03-abcDEF'.repeat(3)}`, 'model-api-key'],
    [
      'a JSON web token',
      'x',
      `eyJ${'hbGciOiJIUzI1Ni'}.eyJ${'zdWIiOiIxMjM0NT'}.${'s'.repeat(43)}`,
      'json-web-token',
    ],
    ['a kubeconfig', 'root/.kube/config', `client-key-data: ${'QUFB'.repeat(40)}`, 'kubeconfig-key'],
    [
      'a connection URL',
      'app/config.json',
      'postgres://todo:Tr0ub4dor@db.internal:5432/todo',
      'connection-url',
    ],
    ['an environment file', 'app/.env', 'PORT=3000\n', 'environment-file'],
    ['an environment file of a stage', 'app/.env.production', 'A=1\n', 'environment-file'],
    ['an SSH key', 'root/.ssh/id_ed25519', 'key', 'ssh-key'],
    ['a git directory', 'app/.git/HEAD', 'ref: refs/heads/main', 'git-directory'],
    ['a netrc', 'root/.netrc', 'machine x login y password z', 'login-file'],
    ['a registry login', 'root/.docker/config.json', '{"auths":{"x":{"auth":"dTpwYXNz"}}}', 'registry-login'],
  ])('%s', (_what, path, content, code) => {
    expect(codes(path, content)).toContain(code);
  });

  it('a private key in a binary, at its offset', () => {
    const content = Buffer.concat([Buffer.alloc(9_000), Buffer.from(pem('PRIVATE'))]);
    expect(scanFile('lib.so', content)).toMatchObject([{ code: 'private-key', at: 'byte 9000' }]);
  });

  it('the line, and never the secret itself', () => {
    const [match] = scanFile('config.js', Buffer.from(`one\ntwo\nconst id = "AKIA${'Q7'.repeat(8)}"`));
    expect(match).toMatchObject({ at: 'line 3' });
    expect(JSON.stringify(match)).not.toContain('AKIA');
  });
});

describe('the search for secrets passes over', () => {
  it.each([
    [
      'a certificate authority bundle',
      'etc/ssl/certs/ca-certificates.crt',
      pem('CERTIFICATE').replaceAll(' KEY', ''),
    ],
    [
      'the header alone, as a TLS library holds it',
      'usr/local/bin/node',
      `\0-----BEGIN PRIVATE KEY-----\0-----END PRIVATE KEY-----`,
    ],
    [
      'code that handles keys',
      'app/jose.js',
      "const begin = '-----BEGIN PRIVATE KEY-----'; x.replace(begin, '')",
    ],
    ['a public key', 'k.pub', pem('PUBLIC')],
    ['the documented AWS example', 'x', 'AKIAIOSFODNN7EXAMPLE'],
    ['an example environment file', 'app/.env.example', 'DATABASE_URL=postgres://user:password@host/db'],
    ['an environment file without values', 'app/.env', '# nothing\nA=\nB=""\n'],
    ['a URL of documentation', 'README', 'postgres://user:password@localhost:5432/db'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is what is tested
    ['a URL template', 'x.js', 'postgres://${user}:${password}@${host}/db'],
    ['a URL without a password', 'x', 'redis://cache:6379/0'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is what is tested
    ['an npmrc that refers to a variable', '.npmrc', '//registry.example/:_authToken=${NPM_TOKEN}'],
    ['a word with sk-', 'x', 'task-project-with-a-long-name-that-goes-on-and-on'],
    ['an id_rsa.pub', 'root/.ssh/id_rsa.pub', 'ssh-rsa AAAA'],
  ])('%s', (_what, path, content) => {
    expect(codes(path, content)).toEqual([]);
  });

  it.each([
    'app/node_modules/public-encrypt/test/1024.priv',
    'usr/lib/x86_64-linux-gnu/libgnutls.so.30.34.3',
  ])('test material that is published, but counts it: %s', (path) => {
    const [match] = scanFile(path, Buffer.from(pem('RSA PRIVATE')));
    expect(match).toMatchObject({ code: 'private-key', fixture: true });
  });
});

describe("an image's settings", () => {
  it('hold a secret where a variable named after one has a value', () => {
    expect(scanSettings('env', ['API_KEY=abc', 'PATH=/usr/bin'])).toMatchObject([
      { code: 'secret-setting', what: 'a value for API_KEY' },
    ]);
    expect(scanSettings('history', ['RUN |1 NPM_TOKEN=abcdef /bin/sh -c npm ci'])).toHaveLength(1);
  });

  it('hold none in references, file paths and empty values', () => {
    expect(
      scanSettings('env', [
        'POSTGRES_PASSWORD_FILE=/run/secrets/x',
        'TOKEN=$TOKEN',
        'SECRET=',
        'NODE_VERSION=26',
      ]),
    ).toEqual([]);
  });
});
