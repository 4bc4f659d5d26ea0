/** `tengate upgrade`: other values on top of those that are installed, rolled out and watched. */

import { releaseTarget } from '../../gates/release-target.ts';
import type { ReleaseRequest } from '../../ports/release-manager.ts';
import { watchNamespace } from '../live-namespace.ts';
import { requireInstalled } from '../require-installed.ts';
import { applyValues } from './apply-values.ts';
import type { Operation } from './operation.ts';
import { underLoad } from './under-load.ts';

/** @param options.set path in the chart's values → value; at least one */
export function upgrade(options: { readonly set: ReleaseRequest['set']; readonly load: boolean }): Operation {
  const { set, load } = options;
  const paths = Object.keys(set).join(', ');
  const operation: Operation = {
    number: 7,
    name: 'upgrade',
    title: 'Upgrade',
    measure: async (context) => {
      const { cluster, clock } = context;
      const target = releaseTarget(context, cluster, operation.number);
      const installed = await requireInstalled(target);
      const live = await watchNamespace({ reader: cluster.reader, clock, namespace: cluster.plan.namespace });
      try {
        return await underLoad({
          context,
          operation,
          load,
          work: (mark) => {
            mark(`sets ${paths}`);
            return applyValues(target, { live, installed, set, description: `tengate: sets ${paths}` });
          },
          done: () => `${paths} set on top of revision ${installed.revision}, every pod is new`,
        });
      } finally {
        await live.stop();
      }
    },
  };
  return operation;
}
