/**
 * Owns what a Service does: a new connection goes to the server that is chosen at that moment, an existing one stays
 * where it is.
 */

import net from 'node:net';

export type ConnectionSwitch = {
  readonly port: number;
  /** Chooses where new connections go. */
  route(port: number): void;
  close(): void;
};

export async function startSwitch(target: number): Promise<ConnectionSwitch> {
  let current = target;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const upstream = net.connect(current, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    route: (port) => {
      current = port;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
