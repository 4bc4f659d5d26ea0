/** Turns the text of `tengate.yaml` into a Configuration, or into every problem in it with line and column. */

import { resolve } from 'node:path';
import { type Document, isMap, isNode, isScalar, LineCounter, type Pair, parseDocument } from 'yaml';
import { z } from 'zod';
import { closestName } from './closest-name.ts';
import { type Configuration, configurationSchema } from './configuration.ts';
import { crossCheck } from './configuration-cross-check.ts';

export type ConfigurationProblem = {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** Where in the file's structure: `images[0].port`; empty for the whole file. */
  readonly key: string;
  /** What is wrong and what is expected. */
  readonly message: string;
};

export type ConfigurationOutcome =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly ConfigurationProblem[] };

/**
 * @param options.root   absolute folder of the file; the paths in it are made absolute against this one
 * @param options.exists whether an absolute path exists; a path in the file that does not is a problem like any other
 */
export function parseConfiguration(options: {
  readonly text: string;
  readonly root: string;
  readonly exists: (path: string) => boolean;
}): ConfigurationOutcome {
  const lines = new LineCounter();
  const document = parseDocument(options.text, { lineCounter: lines, prettyErrors: false });
  const locate = (path: readonly PropertyKey[], at: 'key' | 'value'): { line: number; column: number } => {
    const offset = offsetOf(document, path, at);
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return { line, column: col, key: '', message: `not readable as YAML: ${error.message}` };
    });
    return { ok: false, problems };
  }
  const parsed = configurationSchema.safeParse(document.toJS(), { reportInput: true });
  const issues = parsed.success
    ? crossCheck(parsed.data, (path) => options.exists(resolve(options.root, path)))
    : parsed.error.issues.flatMap(describeIssue);
  if (!parsed.success || issues.length > 0) {
    const problems = issues.map((issue) => ({
      ...locate(issue.path, issue.at),
      key: keyPath(issue.path),
      message: issue.message,
    }));
    problems.sort((a, b) => a.line - b.line || a.column - b.column);
    return { ok: false, problems };
  }
  return { ok: true, configuration: resolvePaths(parsed.data, options.root) };
}

/** `tengate.yaml:12:5  images[0].port  expected …`, one line per problem. */
export function formatProblems(file: string, problems: readonly ConfigurationProblem[]): string {
  return problems
    .map(({ line, column, key, message }) =>
      [`${file}:${line}:${column}`, key, message].filter((part) => part !== '').join('  '),
    )
    .join('\n');
}

type LocatedIssue = {
  readonly path: readonly PropertyKey[];
  readonly at: 'key' | 'value';
  readonly message: string;
};

function describeIssue(issue: z.core.$ZodIssue): LocatedIssue[] {
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], at: 'key', message: unknownKey(key, path) }));
    case 'invalid_key':
      return [{ path, at: 'key', message: issue.issues.map((inner) => plain(inner.message)).join('; ') }];
    case 'invalid_union':
      return [{ path, at: 'value', message: 'expected a JSON value' }];
    default:
      return [{ path, at: 'value', message: expectation(issue) }];
  }
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.input === undefined)
    return `missing: ${plain(issue.message).replace(/, received undefined$/, '')}`;
  const found = typeof issue.input === 'object' ? '' : `, found ${JSON.stringify(issue.input)}`;
  return `${plain(issue.message).replace(/, received .*$/, '')}${found}`;
}

function plain(message: string): string {
  return message.replace(/^Invalid [a-z ]+: /, '').replace(/^Too (big|small): /, '');
}

function unknownKey(key: string, parent: readonly PropertyKey[]): string {
  const known = keysAt(configurationSchema, parent);
  const near = closestName(key, known);
  return near === null
    ? `unknown key; known here: ${known.join(', ')}`
    : `unknown key; did you mean "${near}"?`;
}

/** The keys that the schema knows at `path`. */
function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return keysAt(schema.unwrap(), path);
  const [head, ...rest] = path;
  if (schema instanceof z.ZodArray) return keysAt(schema.element, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  if (head === undefined) return Object.keys(schema.shape);
  const inner = schema.shape[String(head)];
  return inner === undefined ? [] : keysAt(inner, rest);
}

/** Character offset of the node at `path`, or of the nearest one above it that exists. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], at: 'key' | 'value'): number {
  for (let depth = path.length; depth > 0; depth--) {
    const steps = path.slice(0, depth);
    const parent = document.getIn(steps.slice(0, -1), true);
    if (isMap(parent)) {
      const pair = parent.items.find(
        (item: Pair) => isScalar(item.key) && String(item.key.value) === String(steps.at(-1)),
      );
      const wanted = at === 'key' || depth < path.length ? pair?.key : (pair?.value ?? pair?.key);
      if (isNode(wanted) && wanted.range) return wanted.range[0];
    }
    const node = document.getIn(steps, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range[0] ?? 0;
}

function keyPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
}

function resolvePaths(data: z.output<typeof configurationSchema>, root: string): Configuration {
  return {
    ...data,
    root,
    release: {
      ...data.release,
      chart: resolve(root, data.release.chart),
      values: data.release.values.map((file) => resolve(root, file)),
    },
    images: data.images.map((image) => ({
      ...image,
      dockerfile: resolve(root, image.dockerfile),
      context: resolve(root, image.context),
    })),
  };
}
