/** Pure: what a comparison of the live objects with the revision comes to. */

import type { ReleaseDrift } from '../../drift/release-drift.ts';
import type { GatePart } from '../gate-outcomes.ts';

export function driftPart({ compared, differences, exceptions }: ReleaseDrift, namespace: string): GatePart {
  const subject = `Release/${namespace}`;
  return {
    measurements: [
      { name: 'objects of the revision compared with the live ones', value: compared, unit: 'count' },
      {
        name: 'fields that are not as the revision has them',
        value: differences.length,
        unit: 'count',
        bound: '0',
        verdict: compared === 0 ? 'unknown' : differences.length === 0 ? 'passed' : 'failed',
      },
    ],
    findings: differences.map(({ object, path, expected, actual }) => ({
      code: 'drift',
      subject: object.replace('/', `/${namespace}/`),
      what: `${path === '' ? 'the object' : path}: ${actual}, the revision has ${expected}`,
      // Helm gives its own fields back their values, and knows nothing of those that others added.
      todo:
        expected === 'absent'
          ? 'take it away by hand: Helm did not make it, and no rollback takes it away'
          : 'change it through Helm, not beside it; a `tengate rollback` to this same revision puts it right',
    })),
    evidence: [
      { kind: 'differences', subject, data: differences },
      // What differs with good reason is said too, for it is not equal.
      ...(exceptions.length === 0
        ? []
        : [{ kind: 'describe' as const, subject: `${subject} exceptions`, data: exceptions }]),
    ],
  };
}
