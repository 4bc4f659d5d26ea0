/** Reads back at which address of this machine each configured service answers. */

import type { V1Service } from '@kubernetes/client-node';
import type { ServiceConfiguration } from '../../model/configuration.ts';
import type { ClusterReader } from '../../ports/cluster-reader.ts';

export type ServiceAddress = {
  readonly name: string;
  readonly path: string;
  /** `http://127.0.0.1:30080`; `null` where the Service has no NodePort or does not exist. */
  readonly baseUrl: string | null;
  readonly problem: string | null;
  /** The full name with its final dot: no resolver tries a search path with it. */
  readonly insideUrl: string;
};

/** @param options.nodeAddress where NodePorts answer from this machine */
export async function serviceAddresses(options: {
  readonly reader: ClusterReader;
  readonly namespace: string;
  readonly nodeAddress: string;
  readonly services: readonly ServiceConfiguration[];
}): Promise<readonly ServiceAddress[]> {
  return Promise.all(
    options.services.map(async ({ name, service, port, path }) => {
      const found = await options.reader.get<V1Service>('services', options.namespace, service);
      const nodePort = found?.spec?.ports?.find((one) => one.port === port)?.nodePort;
      return {
        name,
        path,
        baseUrl: nodePort === undefined ? null : `http://${options.nodeAddress}:${nodePort}`,
        problem:
          found === null
            ? `there is no Service ${service}`
            : nodePort === undefined
              ? `the Service ${service} has no NodePort for port ${port}`
              : null,
        insideUrl: `http://${service}.${options.namespace}.svc.cluster.local.:${port}`,
      };
    }),
  );
}
