import { describe, expect, it } from 'vitest';
import { chooseAddress } from './choose-address.ts';
import type { ListeningSocket } from './machine/listening-sockets.ts';

const listen = (port: number, address = '0.0.0.0'): ListeningSocket => ({
  port,
  address,
  inode: String(port),
});
const choose = (options: Partial<Parameters<typeof chooseAddress>[0]> = {}) =>
  chooseAddress({
    name: 'tengate',
    earlier: null,
    taken: [],
    sockets: [],
    nodePorts: [],
    holderOf: () => ({ pid: 4711, program: 'nginx' }),
    ...options,
  });

describe('choosing where a cluster answers', () => {
  it('gives the unnamed cluster 127.0.0.1:6443', () => {
    expect(choose()).toEqual({ loopback: '127.0.0.1', apiPort: 6443, spare: [] });
  });

  it('gives every other cluster a loopback address of its own', () => {
    expect(choose({ name: 'second', taken: ['127.0.0.1'] }).loopback).toBe('127.0.0.2');
    expect(choose({ name: 'third', taken: ['127.0.0.1', '127.0.0.2'] }).loopback).toBe('127.0.0.3');
  });

  it('keeps the address and port of the last start', () => {
    const earlier = { loopback: '127.0.0.7', apiPort: 6450 };
    expect(choose({ name: 'second', earlier })).toMatchObject(earlier);
  });

  it('moves the API server to the next free port', () => {
    expect(choose({ sockets: [listen(6443), listen(6444, '127.0.0.1')] }).apiPort).toBe(6445);
    expect(choose({ sockets: [listen(6443, '127.0.0.9')] }).apiPort).toBe(6443);
  });

  it('leaves NodePorts to programs that have them', () => {
    expect(choose({ sockets: [listen(31_000), listen(30_500), listen(8080)] }).spare).toEqual([
      30_500, 31_000,
    ]);
  });

  it('names a needed NodePort that is taken, and by whom', () => {
    expect(() => choose({ sockets: [listen(30_080)], nodePorts: [30_080] })).toThrow(
      expect.objectContaining({
        code: 'port-taken',
        message: 'Port 30080 on 127.0.0.1 is taken by nginx (pid 4711).',
      }),
    );
  });

  it('names the port where the program cannot be found', () => {
    const taken = { sockets: [listen(30_080)], nodePorts: [30_080], holderOf: () => null };
    expect(() => choose(taken)).toThrow('Port 30080 on 127.0.0.1 is taken by another program.');
  });
});
