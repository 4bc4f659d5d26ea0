import { describe, expect, it } from 'vitest';
import { parseListeningSockets, socketsAt } from './listening-sockets.ts';

const header =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const line = (local: string, state: string, inode: number): string =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0000 100 0 0 10 0`;

describe('listening sockets', () => {
  it('reads address, port and inode of IPv4 listeners, and nothing that only is connected', () => {
    const text = [header, line('0100007F:192B', '0A', 77), line('0100007F:1F90', '01', 78), ''].join('\n');
    expect(parseListeningSockets(text)).toEqual([{ address: '127.0.0.1', port: 6443, inode: '77' }]);
  });

  it('reads IPv6 listeners: every address, loopback, and IPv4 written as IPv6', () => {
    const text = [
      header,
      line('00000000000000000000000000000000:7580', '0A', 1),
      line('00000000000000000000000001000000:7581', '0A', 2),
      line('0000000000000000FFFF00000100007F:7582', '0A', 3),
      line('000080FE00000000FF00FC0201000000:7583', '0A', 4),
    ].join('\n');
    expect(parseListeningSockets(text).map(({ address, port }) => [address, port])).toEqual([
      ['::', 30_080],
      ['::1', 30_081],
      ['127.0.0.1', 30_082],
      ['other', 30_083],
    ]);
  });

  it('finds who would answer at an address', () => {
    const at = (address: string) => ({ address, port: 1, inode: address });
    const sockets = ['127.0.0.1', '127.0.0.2', '0.0.0.0', '::', '::1', '10.0.0.1'].map(at);
    expect(socketsAt(sockets, '127.0.0.2').map(({ address }) => address)).toEqual([
      '127.0.0.2',
      '0.0.0.0',
      '::',
    ]);
  });
});
