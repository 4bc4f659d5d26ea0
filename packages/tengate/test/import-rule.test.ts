/** Plants one import per edge between layers and asks the linter about all of them: it must catch each forbidden one and no other. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const biome = join(repository, 'node_modules/.bin/biome');

/** Which layers each one may import; ARCHITECTURE.md says why. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: [],
  ports: ['model'],
  readiness: ['model'],
  drift: ['model'],
  report: ['model'],
  prober: ['readiness', 'ports', 'model'],
  diagnosis: ['readiness', 'drift', 'prober', 'ports', 'model'],
  gates: ['steps', 'diagnosis', 'readiness', 'drift', 'prober', 'ports', 'model'],
  steps: ['gates', 'diagnosis', 'readiness', 'drift', 'prober', 'ports', 'model'],
  ledger: ['ports', 'model'],
  tools: ['ports', 'model'],
  toolchain: ['ports', 'model'],
  system: ['ports', 'model'],
  clusters: ['tools', 'ports', 'model'],
  cli: [
    'compose.ts',
    'steps',
    'gates',
    'diagnosis',
    'report',
    'readiness',
    'drift',
    'prober',
    'ledger',
    'ports',
    'model',
  ],
};
const layers = Object.keys(allowed);
const source = 'packages/tengate/src';

type Edge = { readonly file: string; readonly target: string; readonly forbidden: boolean };

const edges: readonly Edge[] = [
  ...layers.flatMap((from) =>
    [...layers, 'compose.ts']
      .filter((to) => to !== from)
      .map((to) => ({
        file: `${source}/${from}/to-${to.replace('.ts', '')}.ts`,
        target: to === 'compose.ts' ? '../compose.ts' : `../${to}/thing.ts`,
        forbidden: !allowed[from]?.includes(to),
      })),
  ),
  // From a folder inside a layer the way up is longer.
  { file: `${source}/report/html/deep.ts`, target: '../../tools/helm.ts', forbidden: true },
  { file: `${source}/report/html/own.ts`, target: '../table.ts', forbidden: false },
  { file: `${source}/compose.ts`, target: './cli/main.ts', forbidden: true },
  { file: `${source}/gates/reaches-out.ts`, target: '../../../../apps/api/src/config.ts', forbidden: true },
  { file: `${source}/gates/takes-contracts.ts`, target: '@todo-chatbot/contracts', forbidden: true },
  { file: 'apps/api/src/by-name.ts', target: 'tengate', forbidden: true },
  {
    file: 'apps/api/src/by-path.ts',
    target: '../../../packages/tengate/src/model/verdict.ts',
    forbidden: true,
  },
  { file: 'apps/api/src/contracts.ts', target: '@todo-chatbot/contracts', forbidden: false },
  { file: 'packages/contracts/src/by-path.ts', target: '../../../apps/api/src/config.ts', forbidden: true },
];

const folder = mkdtempSync(join(tmpdir(), 'import-rule-'));
afterAll(() => rmSync(folder, { recursive: true }));

const caught = lintPlanted();

describe('the import rule', () => {
  it.each(edges.filter(({ forbidden }) => forbidden))('catches $file importing $target', ({ file }) => {
    expect(caught).toContain(file);
  });

  it.each(edges.filter(({ forbidden }) => !forbidden))('lets $file import $target', ({ file }) => {
    expect(caught).not.toContain(file);
  });
});

/** Files in which the linter found a restricted import. */
function lintPlanted(): readonly string[] {
  const { vcs: _vcs, ...configuration } = JSON.parse(readFileSync(join(repository, 'biome.json'), 'utf8'));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...configuration, $schema: undefined }));
  for (const { file, target } of edges) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `export type { Thing } from '${target}';\n`);
  }
  const report = runBiome([
    'lint',
    '--only=style/noRestrictedImports',
    '--reporter=json',
    '--max-diagnostics=none',
    '.',
  ]);
  const { diagnostics } = JSON.parse(report);
  return diagnostics.map(({ location }: { location: { path: string | { file: string } } }) =>
    typeof location.path === 'string' ? location.path : location.path.file,
  );
}

/** Standard output, whether or not something was found. */
function runBiome(args: readonly string[]): string {
  try {
    return execFileSync(biome, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    return String((error as { stdout: string }).stdout);
  }
}
