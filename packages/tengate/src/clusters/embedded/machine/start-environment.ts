/** Owns which environment variables a cluster's processes get: a PATH, and what registries are reached with. */

/** Read by Go's HTTP client and certificate pool. */
const registryVariables = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
] as const;
/** Where a minimal PATH would miss `ip`, `iptables` and `mount`. */
const systemFolders = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** @param programs the cluster's folder of programs, first in PATH: containerd finds its shim and runc there */
export function startEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  programs: string,
): {
  readonly environment: Readonly<Record<string, string>>;
  readonly proxies: Readonly<Record<string, string>>;
} {
  const folders = [programs, ...(environment.PATH?.split(':') ?? []), ...systemFolders].filter(
    (folder) => folder !== '',
  );
  const proxies = registryVariables.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    environment: { PATH: [...new Set(folders)].join(':'), HOME: environment.HOME ?? '/root' },
    proxies: Object.fromEntries(proxies),
  };
}
