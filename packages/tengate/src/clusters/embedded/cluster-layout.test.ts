import { describe, expect, it } from 'vitest';
import { clusterLayout } from './cluster-layout.ts';

const layout = (name: string, runFolder = '/run/tengate') =>
  clusterLayout({ stateFolder: '/home/me/.local/state/tengate/clusters', runFolder, name });

describe('where a cluster keeps things', () => {
  it('keeps what survives in the state folder and sockets in a short run folder', () => {
    const { state, etcd, run, containerdSocket } = layout('tengate');
    expect(etcd.startsWith(state)).toBe(true);
    expect(containerdSocket.startsWith(run)).toBe(true);
    expect(run).toMatch(/^\/run\/tengate\/[0-9a-f]{8}$/);
  });

  it('tells two clusters of one name in different state folders apart', () => {
    const other = clusterLayout({ stateFolder: '/root/x', runFolder: '/run/tengate', name: 'tengate' });
    expect(other.key).not.toBe(layout('tengate').key);
  });

  it.each(['', 'A', '-a', 'a-', '../x', 'a/b', '1a', 'x'.repeat(41)])('refuses %j as a name', (name) => {
    expect(() => layout(name)).toThrow(expect.objectContaining({ code: 'cluster-name' }));
  });

  it('refuses a run folder that makes socket paths too long for Linux', () => {
    expect(() => layout('tengate', `/${'x'.repeat(90)}`)).toThrow(
      expect.objectContaining({ code: 'socket-path' }),
    );
  });
});
