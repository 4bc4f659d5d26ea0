import { describe, expect, it } from 'vitest';
import { readHierarchies } from './cgroup-hierarchies.ts';

const versionOne = ['cpu', 'cpuacct', 'cpuset', 'memory', 'pids'].map(
  (name) => `cgroup /sys/fs/cgroup/${name} cgroup rw,relatime,${name} 0 0`,
);
const own = '9:name=systemd:/\n8:pids:/\n4:memory:/a\n3:cpuset:/\n2:cpuacct:/\n1:cpu:/\n0::/\n';
const never = (): string => {
  throw new Error('version 1 asks nobody');
};

describe('cgroup hierarchies', () => {
  it('reads version 1, with the named hierarchy and the version 2 mount beside it', () => {
    const mounts = [
      ...versionOne,
      'cgroup /sys/fs/cgroup/systemd cgroup rw,relatime,name=systemd 0 0',
      'cgroup2 /sys/fs/cgroup/unified cgroup2 rw,relatime 0 0',
    ].join('\n');
    const hierarchies = readHierarchies({ mounts, ownCgroups: own, controllers: never });
    expect(hierarchies).toMatchObject({ version: 1, stray: [], missing: [] });
    expect(hierarchies?.version === 1 && hierarchies.mounts.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['/sys/fs/cgroup/memory', '/sys/fs/cgroup/systemd', '/sys/fs/cgroup/unified']),
    );
  });

  it('reads controllers that share a mount', () => {
    const mounts = [
      'cgroup /sys/fs/cgroup/cpu,cpuacct cgroup rw,cpu,cpuacct 0 0',
      ...versionOne.slice(2),
    ].join('\n');
    const ownCgroups = '4:memory:/\n3:cpuset:/\n2:cpu,cpuacct:/\n8:pids:/\n';
    expect(readHierarchies({ mounts, ownCgroups, controllers: never })).toMatchObject({ missing: [] });
  });

  it('finds a hierarchy that is mounted nowhere', () => {
    const ownCgroups = `12:net_cls,net_prio:/\n${own}`;
    expect(readHierarchies({ mounts: versionOne.join('\n'), ownCgroups, controllers: never })).toMatchObject({
      stray: [['net_cls', 'net_prio']],
    });
  });

  it('names the controllers that are missing', () => {
    const mounts = versionOne.filter((line) => !line.includes('memory')).join('\n');
    expect(readHierarchies({ mounts, ownCgroups: own, controllers: never })).toMatchObject({
      missing: ['memory'],
    });
  });

  it('reads version 2', () => {
    const mounts = 'cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0';
    const controllers = (path: string) => (path === '/sys/fs/cgroup' ? 'cpuset cpu io memory pids\n' : '');
    expect(readHierarchies({ mounts, ownCgroups: '0::/user.slice\n', controllers })).toEqual({
      version: 2,
      path: '/sys/fs/cgroup',
      missing: [],
    });
  });

  it('gives null where nothing is mounted', () => {
    expect(
      readHierarchies({ mounts: 'proc /proc proc rw 0 0', ownCgroups: '', controllers: never }),
    ).toBeNull();
  });
});
