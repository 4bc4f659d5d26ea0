/**
 * Pure: whether a live object still is as a revision has it, field by field where the revision sets something. What only the
 * cluster sets (defaults, status) is no difference.
 */

import type { FieldDifference } from '../model/timeline.ts';
import { sameQuantity } from './same-quantity.ts';

export type KubernetesDocument = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined };
  readonly [key: string]: unknown;
};

/** Keys by which Kubernetes tells the items of a list apart (the merge keys of its API), the most telling first. */
const mergeKeys = ['name', 'mountPath', 'containerPort', 'port', 'key', 'topologyKey', 'ip', 'type'] as const;
/** Fields of an object that name it or that only the cluster writes. */
const notCompared: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'status']);

/** @param live `null` where the object is not there */
export function compareObjects(expected: KubernetesDocument, live: unknown): readonly FieldDifference[] {
  const object = `${expected.kind}/${expected.metadata.name}`;
  if (live === null || live === undefined)
    return [{ object, path: '', expected: 'exists', actual: 'is not there' }];
  const found: { path: string; expected: unknown; actual: unknown }[] = [];
  for (const [key, value] of Object.entries(expected))
    if (!notCompared.has(key)) compare(value, (live as Record<string, unknown>)[key], key, found);
  return found
    .filter(({ path }) => path !== 'metadata.namespace')
    .map(({ path, expected: wanted, actual }) => ({
      object,
      path,
      expected: shown(wanted, expected.kind, path),
      actual: shown(actual, expected.kind, path),
    }));
}

function compare(
  expected: unknown,
  actual: unknown,
  path: string,
  found: { path: string; expected: unknown; actual: unknown }[],
): void {
  if (isNothing(expected)) return;
  if (Array.isArray(expected)) compareLists(expected, actual, path, found);
  else if (typeof expected === 'object' && expected !== null) {
    const here = typeof actual === 'object' && actual !== null ? (actual as Record<string, unknown>) : {};
    for (const [key, value] of Object.entries(expected)) compare(value, here[key], `${path}.${key}`, found);
  } else if (!sameScalar(expected, actual, path)) found.push({ path, expected, actual });
}

function compareLists(
  expected: readonly unknown[],
  actual: unknown,
  path: string,
  found: { path: string; expected: unknown; actual: unknown }[],
): void {
  const list: readonly unknown[] = Array.isArray(actual) ? actual : [];
  const key = mergeKeyOf(expected);
  if (key === null) {
    if (list.length !== expected.length) {
      found.push({ path, expected: `${expected.length} items`, actual: `${list.length} items` });
      return;
    }
    for (const [index, value] of expected.entries()) compare(value, list[index], `${path}[${index}]`, found);
    return;
  }
  for (const value of expected) {
    const id = (value as Record<string, unknown>)[key];
    const match = list.find((one) => (one as Record<string, unknown> | null)?.[key] === id);
    if (match === undefined)
      found.push({ path: `${path}[${key}=${id}]`, expected: 'exists', actual: undefined });
    else compare(value, match, `${path}[${key}=${id}]`, found);
  }
}

/** The first key that every item has, with another value in each. */
function mergeKeyOf(items: readonly unknown[]): string | null {
  return (
    mergeKeys.find((key) => {
      const values = items.map((item) =>
        typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[key] : undefined,
      );
      return (
        values.every((value) => value !== undefined && value !== null) &&
        new Set(values).size === items.length
      );
    }) ?? null
  );
}

/** Helm renders what is not set as null or empty; the API server keeps neither. */
function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function sameScalar(expected: unknown, actual: unknown, path: string): boolean {
  if (expected === actual) return true;
  // A zero and a false are what the API server leaves out.
  if (actual === undefined || actual === null) return expected === false || expected === 0;
  if (String(expected) === String(actual)) return true;
  return isQuantity(path) && sameQuantity(String(expected), String(actual));
}

function isQuantity(path: string): boolean {
  return /(^|\.)(requests|limits|hard|capacity)\.[^.]+$|\.(sizeLimit|storage|averageValue)$/.test(path);
}

/** What a Secret holds is never shown. */
function shown(value: unknown, kind: string, path: string): string {
  if (value === undefined || value === null) return 'is not there';
  if (kind === 'Secret' && /^(data|stringData)\b/.test(path)) return 'a secret value';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
