import { describe, expect, it } from 'vitest';
import { apiServiceAddress, chooseNetwork, nodePodNetwork } from './choose-network.ts';
import { parseNetwork } from './machine/routes.ts';

const networks = (...texts: string[]) => texts.map(parseNetwork);

describe('choosing the networks of a cluster', () => {
  it('takes the usual ones on a machine that uses none of them', () => {
    const network = chooseNetwork(networks('0.0.0.0/0', '192.0.2.0/24'), null);
    expect(network).toEqual({
      pods: '10.244.0.0/16',
      services: '10.96.0.0/16',
      link: '10.213.0.0/30',
      hostAddress: '10.213.0.1',
      nodeAddress: '10.213.0.2',
      dnsAddress: '10.96.0.10',
    });
    expect(nodePodNetwork(network)).toBe('10.244.0.0/24');
    expect(apiServiceAddress(network)).toBe('10.96.0.1');
  });

  it('goes round what the machine routes', () => {
    const used = networks('10.244.0.0/16', '10.96.7.0/24', '10.213.0.0/30');
    expect(chooseNetwork(used, null)).toMatchObject({
      pods: '10.245.0.0/16',
      services: '10.97.0.0/16',
      link: '10.213.1.0/30',
    });
  });

  it('keeps the networks of the last start while they are free', () => {
    const earlier = chooseNetwork(networks('10.244.0.0/16'), null);
    expect(chooseNetwork([], earlier)).toEqual(earlier);
  });

  it('gives up the networks of the last start when one of them is taken now', () => {
    const earlier = chooseNetwork([], null);
    expect(chooseNetwork(networks('10.96.0.0/16'), earlier).services).not.toBe(earlier.services);
  });

  it('leaves 10.0.0.0/8 to a VPN that routes all of it', () => {
    expect(chooseNetwork(networks('10.0.0.0/8'), null)).toMatchObject({
      pods: '172.24.0.0/16',
      services: '172.18.0.0/16',
      link: '192.168.0.0/30',
    });
  });

  it('says so when nothing is free', () => {
    expect(() => chooseNetwork(networks('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'), null)).toThrow(
      expect.objectContaining({ code: 'no-free-network' }),
    );
  });
});
