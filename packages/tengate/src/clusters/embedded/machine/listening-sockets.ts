/** Owns which TCP ports of the machine are listened on, and by whom: /proc/net/tcp, tcp6 and /proc/<pid>/fd. */

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

export type ListeningSocket = {
  readonly port: number;
  /** Dotted IPv4 address, or `::` / `::1` / `other` for IPv6. */
  readonly address: string;
  readonly inode: string;
};

export type PortHolder = { readonly pid: number; readonly program: string };

const listenState = '0A';

/** Parses /proc/net/tcp or /proc/net/tcp6. */
export function parseListeningSockets(text: string): readonly ListeningSocket[] {
  return text
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === listenState)
    .map((fields) => {
      const [address, port] = (fields[1] as string).split(':') as [string, string];
      return { address: readAddress(address), port: Number.parseInt(port, 16), inode: fields[9] as string };
    });
}

/** Sockets that would answer a connection to `address`: bound to it, or to every address. */
export function socketsAt(sockets: readonly ListeningSocket[], address: string): readonly ListeningSocket[] {
  return sockets.filter((socket) => [address, '0.0.0.0', '::'].includes(socket.address));
}

/** @param procFolder `/proc` */
export function readListeningSockets(procFolder: string): readonly ListeningSocket[] {
  return ['tcp', 'tcp6'].flatMap((file) => {
    try {
      return parseListeningSockets(readFileSync(join(procFolder, 'net', file), 'utf8'));
    } catch {
      return []; // no IPv6 in this kernel
    }
  });
}

/** The process that has the socket open, or `null` where /proc does not tell. */
export function findPortHolder(procFolder: string, socket: ListeningSocket): PortHolder | null {
  const wanted = `socket:[${socket.inode}]`;
  for (const pid of readdirSync(procFolder).filter((name) => /^\d+$/.test(name))) {
    const folder = join(procFolder, pid, 'fd');
    try {
      if (readdirSync(folder).some((fd) => linkOf(join(folder, fd)) === wanted)) {
        return { pid: Number(pid), program: readFileSync(join(procFolder, pid, 'comm'), 'utf8').trim() };
      }
    } catch {
      // it ended while we looked, or belongs to someone whose files we may not see
    }
  }
  return null;
}

function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

function readAddress(hex: string): string {
  if (hex.length === 8) return [6, 4, 2, 0].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join('.');
  if (/^0+$/.test(hex)) return '::';
  if (hex === '00000000000000000000000001000000') return '::1';
  // ::ffff:a.b.c.d, as Java and others bind
  const mapped = /^0{16}FFFF0000([0-9A-F]{8})$/.exec(hex);
  return mapped === null ? 'other' : readAddress(mapped[1] as string);
}
