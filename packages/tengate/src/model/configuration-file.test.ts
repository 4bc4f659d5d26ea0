import { describe, expect, it } from 'vitest';
import { formatProblems, parseConfiguration } from './configuration-file.ts';

const valid = `
version: 1
application: shop
release:
  name: shop
  namespace: dev
  chart: chart
images:
  - { name: shop-api, dockerfile: Dockerfile, context: ., values: api.image, port: 80, path: / }
services:
  - { name: api, service: shop-api, port: 80, path: /health }
journey:
  - name: create
    request: { service: api, method: POST, path: /things, json: { a: [1, null] } }
    expect: { status: 201 }
    capture: { id: /id }
  - name: read
    request: { service: api, method: GET, path: "/things/\${id}" }
    expect: { status: 200 }
`;

function parse(text: string, exists: (path: string) => boolean = () => true) {
  return parseConfiguration({ text, root: '/repo', exists });
}

function problems(text: string, exists?: (path: string) => boolean): string[] {
  const outcome = parse(text, exists);
  if (outcome.ok) throw new Error('the configuration was accepted');
  return formatProblems('tengate.yaml', outcome.problems).split('\n');
}

describe('a valid tengate.yaml', () => {
  it('comes out with absolute paths and every default filled in', () => {
    const outcome = parse(valid);
    expect(outcome).toMatchObject({
      ok: true,
      configuration: {
        root: '/repo',
        release: { chart: '/repo/chart', values: [] },
        images: [{ dockerfile: '/repo/Dockerfile', context: '/repo', limits: {}, env: {}, buildArgs: {} }],
        journey: [{ capture: { id: '/id' } }, { capture: {}, expect: { json: {} } }],
      },
    });
  });
});

describe('a faulty tengate.yaml', () => {
  it('names line, column, key and what is expected', () => {
    expect(problems(valid.replace('port: 80, path: / }', 'port: eighty, path: / }'))).toEqual([
      'tengate.yaml:9:84  images[0].port  expected number, found "eighty"',
    ]);
  });

  it('reports all problems together, in the order of the file', () => {
    const lines = problems(
      valid
        .replace('name: shop\n', 'name: Shop\n')
        .replace('method: GET', 'method: FETCH')
        .replace('version: 1', 'version: 2'),
    );
    expect(lines).toEqual([
      'tengate.yaml:2:10  version  expected 1, found 2',
      expect.stringMatching(
        /^tengate\.yaml:5:9 {2}release\.name {2}expected lower-case letters.*found "Shop"$/,
      ),
      expect.stringMatching(
        /^tengate\.yaml:18:38 {2}journey\[1\]\.request\.method {2}expected one of .*found "FETCH"$/,
      ),
    ]);
  });

  it('suggests the key that was meant, in the place where it stands', () => {
    expect(problems(valid.replace('  chart: chart', '  chart: chart\n  vlaues: [a.yaml]'))).toEqual([
      'tengate.yaml:8:3  release.vlaues  unknown key; did you mean "values"?',
    ]);
  });

  it('lists the known keys when none is near', () => {
    expect(problems(`${valid}zebra: 1\n`)).toEqual([
      'tengate.yaml:20:1  zebra  unknown key; known here: version, application, release, bases, images, services, journey, changes, load, local',
    ]);
  });

  it('says which key is missing, at the place it is missing from', () => {
    expect(problems(valid.replace('  namespace: dev\n', ''))).toEqual([
      'tengate.yaml:4:1  release.namespace  missing: expected string',
    ]);
  });

  it('points at what YAML cannot read', () => {
    expect(problems('version: 1\nrelease: {\n')).toEqual([
      expect.stringMatching(/^tengate\.yaml:3:1 {2}not readable as YAML: /),
    ]);
  });

  it.each(['', '- a\n', 'text'])('refuses %j, which is no mapping', (text) => {
    expect(problems(text)[0]).toMatch(/^tengate\.yaml:1:1 {2}.*expected object/);
  });

  it('refuses a file that it names and that does not exist', () => {
    expect(problems(valid, (path) => path !== '/repo/chart')).toEqual([
      'tengate.yaml:7:10  release.chart  expected the folder of a Helm chart, found nothing at "chart"',
    ]);
  });

  it('refuses a journey through an unknown service, and a value used before it is captured', () => {
    const text = valid
      .replace('service: api, method: GET', 'service: apis, method: GET')
      .replace('capture: { id: /id }', 'capture: {}');
    expect(problems(text)).toEqual([
      `tengate.yaml:17:5  journey[1]  "\${id}" is used here, but no step before this one captures "id"`,
      'tengate.yaml:18:25  journey[1].request.service  expected the name of one of services, found "apis"; did you mean "api"?',
    ]);
  });

  it('refuses two services of one name', () => {
    const twice = valid.replace('journey:', '  - { name: api, service: other, port: 81, path: / }\njourney:');
    expect(problems(twice)).toEqual([
      'tengate.yaml:12:13  services[1].name  "api" is the name of services[0] already',
    ]);
  });

  it('refuses a local process whose health address is none', () => {
    const text = `${valid}local:\n  processes:\n    - { name: api, command: [node, a.js], health: localhost }\n`;
    expect(problems(text)).toEqual([
      expect.stringMatching(
        /^tengate\.yaml:22:\d+ {2}local\.processes\[0\]\.health {2}.*URL.*found "localhost"$/,
      ),
    ]);
  });
});
