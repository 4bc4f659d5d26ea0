/** Runs schemathesis (PyPI, pinned) against an API: what its OpenAPI document allows, and what it does not. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { pythonEnvironment } from '../test/python-environment.ts';

const pinned = 'schemathesis==4.32.5';

/**
 * No answer is a 5xx; each is one that the document has for its operation, by status, media type, headers and content;
 * what was deleted is gone. (That what was made is there, schemathesis cannot ask of a feed, whose making ends another.)
 */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'allow_header_conformance',
  'use_after_free',
];

/**
 * @returns the program; made once in the cache folder
 * @throws when it cannot be had: the message says what is missing
 */
export async function findSchemathesis(env: NodeJS.ProcessEnv): Promise<string> {
  return join(await pythonEnvironment({ name: 'fuzz', packages: [pinned], env }), 'schemathesis');
}

const report = z.object({
  exit_code: z.int(),
  operations: z.object({ selected: z.int(), tested: z.int(), errored: z.int() }),
  test_cases: z.object({ generated: z.int(), unique_failures: z.int() }),
});

export type FuzzOutcome = {
  /** Operations of the document that were called, and those that were chosen. */
  readonly tested: number;
  readonly selected: number;
  readonly requests: number;
  /** Breaches of a check that differ from each other. */
  readonly failures: number;
  /** Something was found, or the program could not do its work. */
  readonly ok: boolean;
};

export type FuzzRun = {
  /** Of `findSchemathesis`. */
  readonly program: string;
  /** Where the API answers, without a path. */
  readonly base: string;
  /** Sent with each request. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the path of an operation must match; absent: every one. */
  readonly only?: string;
  /** `METHOD /path` of operations that are left out. */
  readonly exclude: readonly string[];
  /** Most generated requests of one operation in one phase. */
  readonly examples: number;
  readonly seed: number;
  /** After so long it is stopped, which is an error. */
  readonly seconds: number;
};

/** Its own report of what it found goes to standard output. */
export async function runSchemathesis(options: FuzzRun): Promise<FuzzOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'todo-fuzz-'));
  const reportPath = join(folder, 'report.json');
  const args = [
    'run',
    `${options.base}/api/openapi.json`,
    '--no-color',
    '--continue-on-failure',
    ...['--checks', checks.join(',')],
    ...['--max-examples', String(options.examples)],
    ...['--seed', String(options.seed)],
    ...['--generation-database', 'none'],
    // Against a hang only: how fast an answer is, is not asked here, nor how fast examples are made.
    ...['--request-timeout', '120'],
    ...['--suppress-health-check', 'all'],
    ...['--warnings', 'off'],
    ...['--report', 'json', '--report-json-path', reportPath],
    ...Object.entries(options.headers).flatMap(([name, value]) => ['--header', `${name}:${value}`]),
    ...options.exclude.flatMap((name) => ['--exclude-name', name]),
    ...(options.only === undefined ? [] : ['--include-path-regex', options.only]),
  ];
  try {
    const child = spawn(options.program, args, {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: options.seconds * 1000,
    });
    const [code, signal] = await once(child, 'exit');
    if (signal !== null)
      throw new Error(`schemathesis was ended by ${signal} (its time is ${options.seconds} s)`);
    const read = report.safeParse(JSON.parse(await readFile(reportPath, 'utf8').catch(() => 'null')));
    if (!read.success) throw new Error(`schemathesis ended with ${code} and left no report`);
    const { operations, test_cases: cases, exit_code } = read.data;
    return {
      tested: operations.tested,
      selected: operations.selected,
      requests: cases.generated,
      failures: cases.unique_failures,
      ok: code === 0 && exit_code === 0 && operations.errored === 0 && operations.tested > 0,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
