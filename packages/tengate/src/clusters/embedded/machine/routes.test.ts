import { describe, expect, it } from 'vitest';
import { addressAt, formatNetwork, overlap, parseNetwork, parseRoutes } from './routes.ts';

describe('routes', () => {
  it('reads /proc/net/route', () => {
    const text = [
      'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
      'eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0',
      'eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0',
      '',
    ].join('\n');
    expect(parseRoutes(text).map(({ device, network }) => [device, formatNetwork(network)])).toEqual([
      ['eth0', '0.0.0.0/0'],
      ['eth0', '192.0.2.0/24'],
    ]);
  });

  it.each([
    ['10.0.0.0/8', '10.244.0.0/16', true],
    ['10.244.0.0/16', '10.0.0.0/8', true],
    ['10.244.0.0/16', '10.245.0.0/16', false],
    ['192.168.0.0/24', '192.168.1.0/24', false],
    ['0.0.0.0/0', '10.0.0.0/8', true],
    ['255.255.255.0/24', '255.255.255.128/25', true],
  ])('%s and %s share an address: %s', (a, b, expected) => {
    expect(overlap(parseNetwork(a), parseNetwork(b))).toBe(expected);
  });

  it('counts addresses within a network', () => {
    expect(addressAt(parseNetwork('10.96.0.0/16'), 10)).toBe('10.96.0.10');
    expect(addressAt(parseNetwork('10.96.0.0/16'), 256)).toBe('10.96.1.0');
  });

  it('refuses what is no network', () => {
    expect(() => parseNetwork('10.0.0.1')).toThrow('not an IPv4 network');
  });
});
