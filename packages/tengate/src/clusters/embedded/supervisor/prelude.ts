/** Owns how a cluster's namespaces are furnished before anything runs in them. */

import { join } from 'node:path';
import type { ClusterNetwork } from '../choose-network.ts';
import type { ClusterLayout } from '../cluster-layout.ts';
import { configFiles } from '../component-plan.ts';
import { linkName } from '../machine/gateway-rules.ts';
import { privatePaths } from '../machine/private-paths.ts';
import { parseNetwork } from '../machine/routes.ts';
import type { SupervisorSpec } from './protocol.ts';

/**
 * @param options.machinePid a process in the machine's own network namespace, which gets the link's other end
 */
export function supervisorPrelude(options: {
  readonly layout: ClusterLayout;
  readonly network: ClusterNetwork;
  readonly mtu: number;
  readonly machinePid: number;
}): SupervisorSpec['prelude'] {
  const { layout, network, mtu, machinePid } = options;
  const ip = (...args: readonly (string | number)[]) => ({ file: 'ip', args: args.map(String) });
  const bind = (folder: string, path: string) => ({
    file: 'mount',
    args: ['--no-mtab', '--bind', folder, path],
  });
  return [
    ip('link', 'set', 'lo', 'up'),
    ip(
      'link',
      'add',
      'eth0',
      'mtu',
      mtu,
      'type',
      'veth',
      'peer',
      'name',
      linkName(layout.key),
      'mtu',
      mtu,
      'netns',
      machinePid,
    ),
    ip('addr', 'add', `${network.nodeAddress}/${parseNetwork(network.link).prefix}`, 'dev', 'eth0'),
    ip('link', 'set', 'eth0', 'up'),
    ip('route', 'add', 'default', 'via', network.hostAddress),
    // Volumes with `mountPropagation: Bidirectional` need it; nothing of it reaches the machine.
    { file: 'mount', args: ['--no-mtab', '--make-rshared', '/'] },
    ...privatePaths(layout).map(({ path, folder }) => bind(folder, path)),
    // containerd asks the servers that pods ask: the machine's loopback interface is not theirs.
    bind(join(layout.config, configFiles.resolvConf), '/etc/resolv.conf'),
  ];
}
