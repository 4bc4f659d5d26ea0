/** Owns the resolv.conf that pods get from this machine: no server that only the machine itself can reach, within Kubernetes' limits. */

/** Kubernetes' own limits (pkg/apis/core/validation): beyond them the kubelet raises a DNSConfigForming warning for every pod. */
const maxServers = 3;
/** 32, less the three search domains that the kubelet puts before the machine's own. */
const maxSearchDomains = 29;
const maxSearchLength = 1_800;

export type PodResolvConf = { readonly text: string; readonly servers: readonly string[] };

/**
 * @param candidates contents of resolv.conf files in the order to try: /etc/resolv.conf, then systemd-resolved's list of the
 *   real servers, which counts where the first names only loopback servers
 */
export function podResolvConf(candidates: readonly string[]): PodResolvConf {
  const parsed = candidates.map(parse);
  const chosen = parsed.find((file) => file.servers.length > 0) ?? parsed[0] ?? parse('');
  const servers = chosen.servers.slice(0, maxServers);
  const search: string[] = [];
  for (const domain of parsed[0]?.search ?? []) {
    if (search.length === maxSearchDomains || [...search, domain].join(' ').length > maxSearchLength) break;
    search.push(domain);
  }
  const lines = [
    ...servers.map((server) => `nameserver ${server}`),
    ...(search.length > 0 ? [`search ${search.join(' ')}`] : []),
    ...(chosen.options.length > 0 ? [`options ${chosen.options.join(' ')}`] : []),
  ];
  return { text: `${lines.join('\n')}\n`, servers };
}

function parse(text: string): { servers: string[]; search: string[]; options: string[] } {
  const fields = text
    .split('\n')
    .map((line) =>
      line
        .replace(/[#;].*$/, '')
        .trim()
        .split(/\s+/),
    )
    .filter((words) => words.length > 1);
  const lastOf = (keys: readonly string[]): string[] =>
    fields
      .filter(([key]) => keys.includes(key as string))
      .at(-1)
      ?.slice(1) ?? [];
  return {
    servers: fields
      .filter(([key]) => key === 'nameserver')
      .map(([, address]) => address as string)
      .filter((address) => !isLoopback(address)),
    search: lastOf(['search', 'domain']).filter((domain) => domain !== '.'),
    options: fields.filter(([key]) => key === 'options').flatMap((words) => words.slice(1)),
  };
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1' || address === '0.0.0.0';
}
