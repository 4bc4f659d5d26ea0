/**
 * Owns the few packet rules that join a cluster's network namespace to the machine: its ports answer on a loopback address,
 * and what leaves it takes the machine's own address. Every rule carries the cluster's mark as a comment, by which it is
 * found again whatever happened in between.
 */

import type { ClusterNetwork } from '../choose-network.ts';

/** The range that kube-apiserver gives NodePorts from. */
export const nodePortRange = { first: 30_000, last: 32_767 } as const;

/** Interface names have at most 15 characters. */
export function linkName(key: string): string {
  return `tg-${key}`;
}

export function ruleMark(key: string): string {
  return `tengate:${key}`;
}

/**
 * Input for `iptables-restore --noflush`.
 *
 * @param options.loopback    where the API server and NodePorts answer on this machine, `127.0.0.1`
 * @param options.apiPort     the API server's port there and inside
 * @param options.spare       NodePorts that another program of this machine has: they stay its own
 */
export function gatewayRules(options: {
  readonly key: string;
  readonly network: ClusterNetwork;
  readonly loopback: string;
  readonly apiPort: number;
  readonly spare: readonly number[];
}): string {
  const { key, network, loopback, apiPort, spare } = options;
  const link = linkName(key);
  const mark = `-m comment --comment ${ruleMark(key)}`;
  const to = `-j DNAT --to-destination ${network.nodeAddress}`;
  const nodePorts = `${nodePortRange.first}:${nodePortRange.last}`;
  const ours = (protocol: string): readonly string[] => [
    ...chunk(spare, 15).map(
      (ports) =>
        `-A OUTPUT -d ${loopback}/32 -p ${protocol} -m multiport --dports ${ports.join(',')} ${mark} -j RETURN`,
    ),
    `-A OUTPUT -d ${loopback}/32 -p ${protocol} --dport ${nodePorts} ${mark} ${to}`,
  ];
  return [
    '*nat',
    `-A OUTPUT -d ${loopback}/32 -p tcp --dport ${apiPort} ${mark} ${to}`,
    ...ours('tcp'),
    ...ours('udp'),
    `-A POSTROUTING -s 127.0.0.0/8 -o ${link} ${mark} -j SNAT --to-source ${network.hostAddress}`,
    `-A POSTROUTING -s ${network.nodeAddress}/32 ! -o ${link} ${mark} -j MASQUERADE`,
    'COMMIT',
    // First, because Docker and firewalls end this chain with a refusal.
    '*filter',
    `-I FORWARD -i ${link} ${mark} -j ACCEPT`,
    `-I FORWARD -o ${link} -m conntrack --ctstate RELATED,ESTABLISHED ${mark} -j ACCEPT`,
    'COMMIT',
    '',
  ].join('\n');
}

/**
 * Plans the removal of every rule that carries the mark.
 *
 * @param saved output of `iptables-save`
 * @returns input for `iptables-restore --noflush`, or `null` when no rule carries it
 */
export function planRuleRemoval(saved: string, key: string): string | null {
  const comment = new RegExp(`--comment "?${ruleMark(key)}"?( |$)`);
  const lines: string[] = [];
  let table: string | null = null;
  for (const line of saved.split('\n')) {
    if (line.startsWith('*')) table = line;
    if (!line.startsWith('-A ') || !comment.test(line) || table === null) continue;
    if (lines.at(-1) === undefined || !lines.includes(table))
      lines.push(...(lines.length > 0 ? ['COMMIT'] : []), table);
    lines.push(`-D${line.slice(2)}`);
  }
  return lines.length === 0 ? null : [...lines, 'COMMIT', ''].join('\n');
}

/** Loopback addresses that clusters other than `key` answer on. */
export function loopbacksInUse(saved: string, key: string): readonly string[] {
  const rules = saved.matchAll(/^-A OUTPUT -d (127\.[\d.]+)(?:\/32)? .*--comment "?tengate:([0-9a-f]{8})/gm);
  return [...new Set([...rules].filter((match) => match[2] !== key).map((match) => match[1] as string))];
}

function chunk<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
