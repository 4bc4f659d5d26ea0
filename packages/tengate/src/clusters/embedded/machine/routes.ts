/** Owns what networks the machine already uses: /proc/net/route, and arithmetic on IPv4 networks. */

/** An IPv4 network; `base` is the address as an unsigned 32-bit number. */
export type Network = { readonly base: number; readonly prefix: number };

export type Route = { readonly device: string; readonly network: Network };

/**
 * Parses /proc/net/route, whose addresses are hexadecimal in host byte order (little-endian on every platform we run on).
 *
 * @returns every route, the default route as prefix 0
 */
export function parseRoutes(text: string): readonly Route[] {
  return text
    .split('\n')
    .slice(1)
    .map((line) => line.split(/\s+/))
    .filter((fields) => fields.length >= 8)
    .map((fields) => ({
      device: fields[0] as string,
      network: {
        base: littleEndian(fields[1] as string),
        prefix: bitCount(littleEndian(fields[7] as string)),
      },
    }));
}

/** @throws Error when `text` is no `a.b.c.d/n` */
export function parseNetwork(text: string): Network {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(text);
  if (match === null) throw new Error(`"${text}" is not an IPv4 network`);
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
  return { base: ((a << 24) | (b << 16) | (c << 8) | d) >>> 0, prefix };
}

export function formatNetwork(network: Network): string {
  return `${addressAt(network, 0)}/${network.prefix}`;
}

/** The address `offset` after the network's first. */
export function addressAt(network: Network, offset: number): string {
  const value = (network.base + offset) >>> 0;
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
}

/** Whether two networks share an address. */
export function overlap(a: Network, b: Network): boolean {
  const prefix = Math.min(a.prefix, b.prefix);
  if (prefix === 0) return true;
  const mask = (0xffffffff << (32 - prefix)) >>> 0;
  return (a.base & mask) >>> 0 === (b.base & mask) >>> 0;
}

function littleEndian(hex: string): number {
  return Buffer.from(hex, 'hex').readUInt32LE(0);
}

function bitCount(value: number): number {
  return value.toString(2).replaceAll('0', '').length;
}
