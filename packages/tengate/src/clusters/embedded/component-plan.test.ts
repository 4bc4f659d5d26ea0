import { describe, expect, it } from 'vitest';
import { chooseNetwork } from './choose-network.ts';
import { clusterLayout } from './cluster-layout.ts';
import { componentPlan, controlPlane, milestones } from './component-plan.ts';

const layout = clusterLayout({ stateFolder: '/state', runFolder: '/run/tengate', name: 'tengate' });
const plan = componentPlan({
  layout,
  network: chooseNetwork([], null),
  apiPort: 6450,
  environment: { PATH: '/bin' },
  proxies: { HTTPS_PROXY: 'http://proxy.example:3128' },
});
const named = (name: string) => plan.find((component) => component.name === name);

describe('the components of a cluster', () => {
  it('all start once the milestones are reached: nothing waits for itself or for something unknown', () => {
    const reached = new Set<string>(milestones);
    const waiting = new Set(plan);
    for (let progress = true; progress; ) {
      progress = false;
      for (const component of waiting) {
        if (!component.after.every((name) => reached.has(name))) continue;
        for (const name of [component.name, ...Object.keys(component.signs ?? {})]) reached.add(name);
        waiting.delete(component);
        progress = true;
      }
    }
    expect([...waiting].map(({ name }) => name)).toEqual([]);
  });

  it('have everything that counts as control plane among them', () => {
    for (const name of controlPlane) expect(named(name), name).toBeDefined();
  });

  it('write a log each', () => {
    expect(new Set(plan.map(({ log }) => log)).size).toBe(plan.length);
  });

  it('know the proxy only where registries are reached, so that no request inside the cluster leaves it', () => {
    const withProxy = plan.filter(({ env }) => env.HTTPS_PROXY !== undefined).map(({ name }) => name);
    expect(withProxy.sort()).toEqual(['buildkitd', 'containerd']);
  });

  it('serve the API on the chosen port and ask for it there', () => {
    expect(named('kube-apiserver')?.args).toContain('--secure-port=6450');
    expect(JSON.stringify(named('kube-apiserver')?.ready)).toContain(':6450/');
  });
});
