import { describe, expect, it } from 'vitest';
import type { MachineRecord } from '../cluster-record.ts';
import { beforeAllClusters } from './machine-changes.ts';

const record = (part: Partial<MachineRecord>): MachineRecord => ({
  version: 1,
  bootId: 'now',
  settings: { 'kernel/panic': '10' },
  folders: [],
  groups: [],
  iptables: 'iptables',
  ...part,
});

describe('what the machine was before the first cluster', () => {
  it('is what is found where no other cluster is up', () => {
    expect(beforeAllClusters(record({ folders: ['/a'] }), [])).toEqual(record({ folders: ['/a'] }));
  });

  it('is what the cluster that was first has recorded', () => {
    const first = record({ settings: { 'kernel/panic': '0' }, folders: ['/a'], groups: ['/g'] });
    expect(beforeAllClusters(record({ folders: ['/b'] }), [first])).toMatchObject({
      settings: { 'kernel/panic': '0' },
      folders: ['/a', '/b'],
      groups: ['/g'],
    });
  });

  it('is not what was before the machine was booted', () => {
    const old = record({ bootId: 'before', settings: { 'kernel/panic': '5' }, folders: ['/old'] });
    expect(beforeAllClusters(record({}), [old])).toEqual(record({}));
  });
});
