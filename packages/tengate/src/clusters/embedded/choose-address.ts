/**
 * Owns where on this machine a cluster answers: one loopback address per cluster, its API server on 6443 there unless another
 * program has that port, its NodePorts on their own numbers.
 */

import { TengateError } from '../../model/tengate-error.ts';
import { nodePortRange } from './machine/gateway-rules.ts';
import { type ListeningSocket, type PortHolder, socketsAt } from './machine/listening-sockets.ts';

export type ClusterAddress = {
  readonly loopback: string;
  readonly apiPort: number;
  /** NodePorts that another program has: they stay its own. */
  readonly spare: readonly number[];
};

/** The cluster that a person gets without naming one: its addresses stand in every guide. */
const defaultName = 'tengate';
const defaultApiPort = 6443;
const apiPortTries = 100;

/**
 * @param options.earlier    where it answered last time
 * @param options.taken      loopback addresses of other clusters
 * @param options.sockets    what listens on this machine
 * @param options.nodePorts  NodePorts that must answer here
 * @throws TengateError `port-taken` naming a needed NodePort that another program has, and that program
 */
export function chooseAddress(options: {
  readonly name: string;
  readonly earlier: Pick<ClusterAddress, 'loopback' | 'apiPort'> | null;
  readonly taken: readonly string[];
  readonly sockets: readonly ListeningSocket[];
  readonly nodePorts: readonly number[];
  readonly holderOf: (socket: ListeningSocket) => PortHolder | null;
}): ClusterAddress {
  const { name, earlier, taken, sockets, nodePorts, holderOf } = options;
  const candidates = [
    ...(earlier === null ? [] : [earlier.loopback]),
    ...(name === defaultName ? ['127.0.0.1'] : []),
    ...Array.from({ length: 250 }, (_, index) => `127.0.0.${index + 2}`),
  ];
  const loopback = candidates.find((candidate) => !taken.includes(candidate));
  if (loopback === undefined) {
    throw new TengateError({
      code: 'no-free-address',
      what: 'All loopback addresses for clusters, 127.0.0.1 to 127.0.0.251, are taken by other clusters.',
      todo: 'Take down a cluster that is not needed any more.',
      more: 'tengate cluster list',
    });
  }
  const here = socketsAt(sockets, loopback);
  const busy = new Set(here.map(({ port }) => port));
  for (const port of nodePorts) {
    const socket = here.find((candidate) => candidate.port === port);
    if (socket !== undefined) throw portTaken(port, loopback, holderOf(socket));
  }
  const firstPort = earlier?.loopback === loopback ? earlier.apiPort : defaultApiPort;
  const apiPort = [
    firstPort,
    ...Array.from({ length: apiPortTries }, (_, index) => defaultApiPort + index),
  ].find((port) => !busy.has(port));
  if (apiPort === undefined) throw portTaken(defaultApiPort, loopback, null);
  return {
    loopback,
    apiPort,
    spare: [...busy]
      .filter((port) => port >= nodePortRange.first && port <= nodePortRange.last)
      .sort((a, b) => a - b),
  };
}

function portTaken(port: number, address: string, holder: PortHolder | null): TengateError {
  const who = holder === null ? 'another program' : `${holder.program} (pid ${holder.pid})`;
  return new TengateError({
    code: 'port-taken',
    what: `Port ${port} on ${address} is taken by ${who}.`,
    todo: `Stop ${holder === null ? 'it' : holder.program}, or choose another port for the Service in the chart's values.`,
    more: holder === null ? `ss -ltnp 'sport = :${port}'` : `ps -fp ${holder.pid}`,
  });
}
