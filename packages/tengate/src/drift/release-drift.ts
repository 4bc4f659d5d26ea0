/** Compares all live objects of a release with its revision: fields that differ, objects that are gone, objects that are too many. */

import type { FieldDifference } from '../model/timeline.ts';
import { compareObject, nameOf, type PlainObject } from './compare-object.ts';
import { isRecord } from './list-keys.ts';

export type ReleaseDrift = {
  readonly differences: readonly FieldDifference[];
  /** What differs with good reason, each in a sentence. */
  readonly exceptions: readonly string[];
  /** Objects of the revision that were compared. */
  readonly compared: number;
};

/** What an autoscaler writes is its own: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/ */
const scaledField = 'spec.replicas';

/**
 * @param options.expected  the revision's objects, hooks left out
 * @param options.live      those of them that exist
 * @param options.owned     every live object that carries the release's name, whatever the revision says
 * @param options.suspended whether the revision leaves its autoscalers out for now
 */
export function releaseDrift(options: {
  readonly expected: readonly PlainObject[];
  readonly live: readonly PlainObject[];
  readonly owned: readonly PlainObject[];
  readonly suspended: boolean;
}): ReleaseDrift {
  const { expected, live, owned, suspended } = options;
  const scaled = scaledBy([...expected, ...live, ...owned]);
  const differences: FieldDifference[] = [];
  const exceptions: string[] = [];
  for (const object of expected) {
    const found = live.find((one) => isSame(one, object));
    if (found === undefined) {
      differences.push({ object: nameOf(object), path: '', expected: 'exists', actual: 'absent' });
      continue;
    }
    for (const one of compareObject(object, found)) {
      const autoscaler = one.path === scaledField ? scaled.get(nameOf(object)) : undefined;
      if (autoscaler === undefined) differences.push(one);
      else
        exceptions.push(
          `${one.object} has ${one.actual} replicas, the revision ${one.expected}: their number belongs to ${autoscaler}`,
        );
    }
  }
  for (const object of owned) {
    if (expected.some((one) => isSame(one, object))) continue;
    if (suspended && object.kind === 'HorizontalPodAutoscaler')
      exceptions.push(`${nameOf(object)} exists, which the revision leaves out for now`);
    else differences.push({ object: nameOf(object), path: '', expected: 'absent', actual: 'exists' });
  }
  return { differences, exceptions, compared: expected.length };
}

/** `Deployment/shop-api` → `HorizontalPodAutoscaler/shop-api`. */
function scaledBy(objects: readonly PlainObject[]): ReadonlyMap<string, string> {
  return new Map(
    objects.flatMap((object) => {
      const target = isRecord(object.spec) ? object.spec.scaleTargetRef : undefined;
      return object.kind === 'HorizontalPodAutoscaler' && isRecord(target)
        ? [[`${target.kind}/${target.name}`, nameOf(object)] as const]
        : [];
    }),
  );
}

/** The version of an API group is a way to look at an object, and no part of which one it is. */
function isSame(one: PlainObject, other: PlainObject): boolean {
  const group = ({ apiVersion }: PlainObject): string =>
    apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  const { namespace } = one.metadata;
  return (
    one.kind === other.kind &&
    group(one) === group(other) &&
    one.metadata.name === other.metadata.name &&
    (namespace === undefined ||
      other.metadata.namespace === undefined ||
      namespace === other.metadata.namespace)
  );
}
