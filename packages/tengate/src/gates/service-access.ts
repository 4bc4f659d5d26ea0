/** Gate 4: the services answer from outside and inside, and a person's path works on a fresh database. */

import type { Gate, GateOutcome } from './gate.ts';
import type { GateContext } from './gate-context.ts';
import { joined, measuredOutcome, unmeasured, withoutCluster } from './gate-outcomes.ts';
import { installedRelease } from './installed-release.ts';
import type { ServiceAddress } from './service-access/node-ports.ts';
import { measurePath, pathNotGone } from './service-access/person-path.ts';
import { addressesIn, askAllFromInside, askFromOutside } from './service-access/reachability.ts';

export const serviceAccess: Gate<GateContext> = {
  number: 4,
  name: 'service-access',
  title: 'Service access',
  promise:
    "every service answers 200 through its NodePort and through cluster DNS, and a person's path works on a fresh database",
  after: (context) => context.settled(),
  measure,
};

async function measure(context: GateContext): Promise<GateOutcome> {
  const { cluster } = context;
  if (cluster === null) return withoutCluster(context);
  const installed = await installedRelease(context, cluster);
  if (typeof installed === 'string') return unmeasured(`nothing to measure: ${installed}`);
  const addresses = await addressesIn(context, cluster, cluster.plan.namespace);
  const outside = await Promise.all(addresses.map((address) => askFromOutside(context, address)));
  const inside = await askAllFromInside(context, cluster, addresses);
  const reachable = [...outside, ...inside].every(({ findings }) => findings.length === 0);
  // A path through services that do not answer would only say the same again.
  const path = reachable ? await measurePath(context, cluster, installed) : pathNotGone();
  const parts = [...outside, ...inside, path];
  const all = joined(parts);
  return measuredOutcome(all, () => summaryOf(addresses, path));
}

function summaryOf(addresses: readonly ServiceAddress[], path: { readonly because?: string }): string {
  const urls = addresses.map(({ baseUrl }) => baseUrl).join(', ');
  return path.because === undefined
    ? `${urls} answer from outside and inside; no path was gone`
    : `${urls} answer from outside and inside; the path works (${path.because})`;
}
