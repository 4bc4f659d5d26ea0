/** Run inside a cluster's network namespace: asks the DNS server in argv for the API server's Service until it answers, then ends. */

import { Resolver } from 'node:dns/promises';

const resolver = new Resolver({ timeout: 200, tries: 1 });
resolver.setServers([process.argv[2] as string]);
for (;;) {
  const answer = await resolver.resolve4('kubernetes.default.svc.cluster.local').catch(() => []);
  if (answer.length > 0) break;
  await new Promise((resolve) => setTimeout(resolve, 20));
}
