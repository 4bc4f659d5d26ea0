import { describe, expect, it } from 'vitest';
import { podResolvConf } from './pod-resolv-conf.ts';

describe('resolv.conf for pods', () => {
  it('keeps servers, search path and options of the machine', () => {
    const { text, servers } = podResolvConf([
      '# made by hand\nsearch corp.example\nnameserver 10.0.0.2\noptions edns0 trust-ad\n',
    ]);
    expect(text).toBe('nameserver 10.0.0.2\nsearch corp.example\noptions edns0 trust-ad\n');
    expect(servers).toEqual(['10.0.0.2']);
  });

  it('leaves out servers that only the machine itself can reach', () => {
    expect(podResolvConf(['nameserver 127.0.0.1\nnameserver ::1\nnameserver 9.9.9.9\n']).servers).toEqual([
      '9.9.9.9',
    ]);
  });

  it('takes the real servers of systemd-resolved where the first file names only its stub', () => {
    const { servers, text } = podResolvConf([
      'nameserver 127.0.0.53\nsearch home.example\n',
      'nameserver 192.168.1.1\nnameserver 192.168.1.2\n',
    ]);
    expect(servers).toEqual(['192.168.1.1', '192.168.1.2']);
    expect(text).toContain('search home.example');
  });

  it('stays within what the kubelet takes without a DNSConfigForming warning', () => {
    const servers = [1, 2, 3, 4, 5].map((n) => `nameserver 10.0.0.${n}`).join('\n');
    const search = `search ${Array.from({ length: 40 }, (_, n) => `a${n}.example`).join(' ')}`;
    const { text } = podResolvConf([`${servers}\n${search}\n`]);
    expect(text.match(/^nameserver/gm)).toHaveLength(3);
    expect(/^search (.*)$/m.exec(text)?.[1]?.split(' ')).toHaveLength(29);
  });

  it('cuts a search path that is too long in characters', () => {
    const { text } = podResolvConf([
      `nameserver 10.0.0.1\nsearch ${Array(20)
        .fill(`${'x'.repeat(150)}.example`)
        .join(' ')}\n`,
    ]);
    expect((/^search (.*)$/m.exec(text)?.[1] ?? '').length).toBeLessThanOrEqual(1_800);
  });

  it('tells when there is no server at all', () => {
    expect(podResolvConf(['', ''])).toEqual({ text: '\n', servers: [] });
  });
});
