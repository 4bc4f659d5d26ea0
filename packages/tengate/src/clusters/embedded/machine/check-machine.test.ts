import { describe, expect, it } from 'vitest';
import { checkMachine, type MachineFacts } from './check-machine.ts';

const fit: MachineFacts = {
  platform: 'linux',
  userId: 0,
  ownStatus: 'Name:\tnode\nCapEff:\t000001fffeffffff\n',
  fileSystems: 'nodev\tproc\nnodev\toverlay\n\text4\n',
  overlayModule: false,
  hierarchies: { version: 2, path: '/sys/fs/cgroup', missing: [] },
  cgroupsWritable: true,
};

describe('whether a machine can run the embedded cluster', () => {
  it('it can with root, overlay and cgroups, even without CAP_SYS_RESOURCE', () => {
    expect(checkMachine(fit)).toEqual({ available: true });
  });

  it.each<[string, Partial<MachineFacts>, string]>([
    ['another system', { platform: 'darwin' }, 'Linux only'],
    ['not root', { userId: 1000 }, 'needs root'],
    [
      'a container without privileges',
      { ownStatus: 'CapEff:\t00000000a80425fb\n' },
      'CAP_NET_ADMIN, CAP_SYS_ADMIN',
    ],
    ['no overlay file system', { fileSystems: '\text4\n' }, 'overlay'],
    ['no cgroups', { hierarchies: null }, 'No cgroup file system'],
    [
      'no memory controller',
      { hierarchies: { version: 2, path: '/sys/fs/cgroup', missing: ['memory'] } },
      'controllers memory',
    ],
    ['cgroups read-only', { cgroupsWritable: false }, 'read-only'],
  ])('it cannot with %s, and says what to do', (_, lack, why) => {
    const answer = checkMachine({ ...fit, ...lack });
    expect(answer).toMatchObject({ available: false, why: expect.stringContaining(why) });
    expect(answer.available ? '' : answer.todo).toContain('--provider existing');
  });

  it('it can where overlay is a module that is not loaded yet', () => {
    expect(checkMachine({ ...fit, fileSystems: '\text4\n', overlayModule: true })).toEqual({
      available: true,
    });
  });
});
