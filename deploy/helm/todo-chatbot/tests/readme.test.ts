import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { chart } from './render-chart.ts';

const generator = createRequire(import.meta.url).resolve('@bitnami/readme-generator-for-helm/bin/index.js');

test('the README says what the comments in values.yaml say (else: npm run chart:readme)', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'chart-readme-'));
  try {
    const copy = path.join(folder, 'README.md');
    cpSync(path.join(chart, 'README.md'), copy);
    // It also fails on a value without a comment and on a comment without a value.
    execFileSync(
      process.execPath,
      [generator, '--values', path.join(chart, 'values.yaml'), '--readme', copy],
      {
        stdio: 'pipe',
      },
    );
    expect(readFileSync(path.join(chart, 'README.md'), 'utf8')).toBe(readFileSync(copy, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
