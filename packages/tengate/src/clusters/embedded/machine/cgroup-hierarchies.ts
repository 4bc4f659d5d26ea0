/** Owns how this machine's cgroups are laid out: version 1 or 2, which controllers are mounted where, which are stray. */

/** What the kubelet cannot do without. */
const requiredControllers = ['cpu', 'cpuacct', 'cpuset', 'memory', 'pids'] as const;
/** Version 2 has no cpuacct: the cpu controller counts. */
const requiredUnified = ['cpu', 'cpuset', 'memory', 'pids'] as const;

export type CgroupHierarchies =
  | {
      readonly version: 1;
      /**
       * Every mounted hierarchy. A named one (systemd's) and a version 2 mount beside the others have no controllers; kubelet and
       * runc make their cgroups there all the same.
       */
      readonly mounts: readonly { readonly controllers: readonly string[]; readonly path: string }[];
      /**
       * Hierarchies that exist and are mounted nowhere (a systemd inside a container leaves them). With one of them
       * containerd reports no CPU use for any container; mounting and unmounting it once removes it.
       */
      readonly stray: readonly (readonly string[])[];
      readonly missing: readonly string[];
    }
  | { readonly version: 2; readonly path: string; readonly missing: readonly string[] };

/**
 * @returns `null` where no cgroup file system is mounted
 *
 * @param options.mounts      text of /proc/mounts
 * @param options.ownCgroups  text of /proc/self/cgroup
 * @param options.controllers text of cgroup.controllers at the version 2 mount; only read for version 2
 */
export function readHierarchies(options: {
  readonly mounts: string;
  readonly ownCgroups: string;
  readonly controllers: (unifiedMount: string) => string;
}): CgroupHierarchies | null {
  const mounts = options.mounts
    .split('\n')
    .map((line) => line.split(' '))
    .filter((fields) => fields[2] === 'cgroup' || fields[2] === 'cgroup2')
    .map(([, path, type, settings]) => ({
      path: (path as string).replaceAll('\\040', ' '),
      type: type as string,
      settings: (settings as string).split(','),
    }));
  const existing = options.ownCgroups
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 3 && fields[0] !== '0' && !(fields[1] as string).startsWith('name='))
    .map((fields) => (fields[1] as string).split(','));
  const unified = mounts.find((mount) => mount.type === 'cgroup2');
  const known = new Set(existing.flat());
  const versionOne = mounts.map((mount) => ({
    path: mount.path,
    controllers: mount.settings.filter((item) => known.has(item)),
  }));
  const withControllers = versionOne.some((mount) => mount.controllers.length > 0);
  if (!withControllers && unified !== undefined) {
    const available = options.controllers(unified.path).trim().split(/\s+/);
    return {
      version: 2,
      path: unified.path,
      missing: requiredUnified.filter((name) => !available.includes(name)),
    };
  }
  if (!withControllers) return null;
  const mounted = new Set(versionOne.flatMap((mount) => mount.controllers));
  return {
    version: 1,
    mounts: versionOne,
    stray: existing.filter((controllers) => !controllers.some((name) => mounted.has(name))),
    missing: requiredControllers.filter((name) => !mounted.has(name)),
  };
}
