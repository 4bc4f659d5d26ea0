/** Compares one object with what a manifest says of it: the fields that the manifest sets, and nothing that the server adds. */

import type { FieldDifference } from '../model/timeline.ts';
import { isRecord, listKey } from './list-keys.ts';
import { equalQuantities } from './quantity.ts';

export type PlainObject = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined };
} & Readonly<Record<string, unknown>>;

type Path = readonly string[];
type Place = { readonly object: PlainObject; readonly path: Path };

/** Groups of Kubernetes itself. Others hold custom resources, which are stored as they were written. */
const ownGroup = /^(v1|(apps|batch|autoscaling|policy|[a-z.]+\.k8s\.io)\/.+)$/;
/** Maps that belong to the manifest whole: a key more is a change too. */
const wholeMaps: ReadonlySet<string> = new Set([
  'data',
  'binaryData',
  'selector',
  'matchLabels',
  'nodeSelector',
]);
/** Empty ones of these are not kept. */
const optionalMaps: ReadonlySet<string> = new Set([
  ...wholeMaps,
  'labels',
  'annotations',
  'requests',
  'limits',
  'parameters',
]);
/** Maps of quantities, and fields that are one. */
const quantityMaps: ReadonlySet<string> = new Set(['requests', 'limits', 'hard', 'capacity', 'overhead']);
const quantities: ReadonlySet<string> = new Set(['sizeLimit', 'averageValue', 'divisor']);
/** Absent ones of these mean `true`: a `false` that is gone is a change. */
const trueByDefault: ReadonlySet<string> = new Set([
  'automountServiceAccountToken',
  'allowPrivilegeEscalation',
  'enableServiceLinks',
]);
/** Written by the server, or by nobody in a manifest. */
const ignored: ReadonlySet<string> = new Set(['status', 'metadata.creationTimestamp', 'metadata.namespace']);

/** @returns one difference per field, lists by their merge keys: `spec.template.spec.containers[api].image` */
export function compareObject(expected: PlainObject, live: PlainObject): readonly FieldDifference[] {
  return compareMaps(withData(expected), live, { object: expected, path: [] });
}

/** As it is called in findings: `Deployment/shop-api`. */
export function nameOf({ kind, metadata }: PlainObject): string {
  return `${kind}/${metadata.name}`;
}

/** The server turns a Secret's `stringData` into `data`. */
function withData(object: PlainObject): PlainObject {
  const { stringData, ...rest } = object;
  if (object.kind !== 'Secret' || !isRecord(stringData)) return object;
  const encoded = Object.entries(stringData).map(([key, value]) => [
    key,
    Buffer.from(String(value)).toString('base64'),
  ]);
  return { ...rest, data: { ...(isRecord(object.data) ? object.data : {}), ...Object.fromEntries(encoded) } };
}

function compareMaps(
  expected: Readonly<Record<string, unknown>>,
  live: Readonly<Record<string, unknown>>,
  place: Place,
): readonly FieldDifference[] {
  const own = Object.entries(expected).flatMap(([key, value]) => {
    const path = [...place.path, key];
    // `null` in a manifest takes a default of the chart away: it sets nothing.
    if (value === null || ignored.has(path.join('.'))) return [];
    return compare(value, live[key], { ...place, path });
  });
  const whole = isKubernetesOwn(place) && wholeMaps.has(place.path.at(-1) ?? '');
  const added = whole
    ? Object.keys(live)
        .filter((key) => !(key in expected) && !isStructured(live[key]))
        .map((key) => difference({ ...place, path: [...place.path, key] }, undefined, live[key]))
    : [];
  return [...own, ...added];
}

function compare(expected: unknown, live: unknown, place: Place): readonly FieldDifference[] {
  if (live === undefined) {
    return meansAbsent(expected, place) ? [] : [difference(place, expected, live)];
  }
  if (Array.isArray(expected) && Array.isArray(live)) return compareLists(expected, live, place);
  if (isRecord(expected) && isRecord(live)) return compareMaps(expected, live, place);
  return equalScalars(expected, live, place) ? [] : [difference(place, expected, live)];
}

function compareLists(
  expected: readonly unknown[],
  live: readonly unknown[],
  place: Place,
): readonly FieldDifference[] {
  const key = isKubernetesOwn(place) ? listKey(place.path.at(-1) ?? '', { expected, live }) : null;
  const keyed = (items: readonly unknown[]): ReadonlyMap<string, unknown> =>
    new Map(items.map((item, index) => [key === null ? String(index) : key(item as never), item]));
  const wanted = keyed(expected);
  const found = keyed(live);
  const at = (name: string): Place => ({ ...place, path: [...place.path, `[${name}]`] });
  return [
    ...[...wanted].flatMap(([name, item]) =>
      found.has(name) ? compare(item, found.get(name), at(name)) : [difference(at(name), item, undefined)],
    ),
    ...[...found].flatMap(([name, item]) =>
      wanted.has(name) ? [] : [difference(at(name), undefined, item)],
    ),
  ];
}

/** Whether the server leaves out what the manifest says here, because it says nothing. */
function meansAbsent(expected: unknown, place: Place): boolean {
  if (!isKubernetesOwn(place)) return false;
  const field = place.path.at(-1) ?? '';
  if (Array.isArray(expected)) return expected.length === 0;
  if (isRecord(expected))
    return optionalMaps.has(field) && Object.values(expected).every((one) => one === null);
  if (expected === false) return !trueByDefault.has(field);
  return (expected === '' || expected === 0) && !optionalMaps.has(place.path.at(-2) ?? '');
}

function equalScalars(expected: unknown, live: unknown, place: Place): boolean {
  if (expected === live) return true;
  // The client hands timestamps over as Dates.
  if (live instanceof Date) return live.getTime() === Date.parse(String(expected));
  const quantity = quantityMaps.has(place.path.at(-2) ?? '') || quantities.has(place.path.at(-1) ?? '');
  return quantity && isKubernetesOwn(place) && equalQuantities(expected, live);
}

function difference(place: Place, expected: unknown, live: unknown): FieldDifference {
  const secret = place.object.kind === 'Secret' && /^(data|stringData)/.test(place.path.join('.'));
  return {
    object: nameOf(place.object),
    path: place.path.join('.').replaceAll('.[', '['),
    expected: shown(expected, secret),
    actual: shown(live, secret),
  };
}

function shown(value: unknown, secret: boolean): string {
  if (value === undefined) return 'absent';
  if (secret) return 'a value that is not shown';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isKubernetesOwn({ object }: Place): boolean {
  return ownGroup.test(object.apiVersion);
}

function isStructured(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
