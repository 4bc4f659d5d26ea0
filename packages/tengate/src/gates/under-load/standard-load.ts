/** The load of gates 6 to 8: what it consists of, and its rate, a share of what the deployment was found to hold. */

import type { LoadConfiguration, ServiceConfiguration } from '../../model/configuration.ts';
import type { LoadPlan, LoadStream } from '../../prober/load-plan.ts';
import type { ReleaseTarget } from '../../steps/change-release.ts';
import { type Calibration, calibrate } from '../../steps/load/calibrate.ts';
import { type LoadSession, startLoad } from '../../steps/load/load-session.ts';
import type { GateContext } from '../gate-context.ts';
import { insideAddress, nodePortAddress } from './addresses.ts';
import { loadParts } from './load-parts.ts';

/** Ends by itself, should the run die: longer than any gate takes. */
const limitMs = 15 * 60_000;

export type StandardLoad = LoadSession & {
  readonly ratePerSecond: number;
  readonly calibration: Calibration;
};

/** @returns a sentence where no load can be made or none is held */
export async function startStandardLoad(
  context: GateContext,
  target: ReleaseTarget,
): Promise<StandardLoad | string> {
  const { load } = context.configuration;
  if (load === undefined) return 'tengate.yaml names no load';
  const parts = loadParts(context, target);
  if (typeof parts === 'string') return parts;
  const streams = await streamsAt(context, target, load);
  if (typeof streams === 'string') return streams;
  const planOf = (own: LoadStream[], runId: string, lifeMs: number): LoadPlan => ({
    version: 1,
    runId,
    answeredByHeader: load.answeredBy,
    limitMs: lifeMs,
    streams: own,
  });
  // Nothing is written while the rate is looked for: those writes would be nobody's.
  const planAt = (rate: number, runId: string, lifeMs: number): LoadPlan =>
    planOf(
      streams(rate).filter(({ write }) => !write),
      runId,
      lifeMs,
    );
  const known = context.calibrations.get(parts.namespace);
  const calibration =
    known ?? (await calibrate(parts, { wanted: load.ratePerSecond, share: load.share, planAt }));
  context.calibrations.set(parts.namespace, calibration);
  if (calibration.ratePerSecond === 0) return `no rate is held: ${calibration.why}`;
  // A run of its own for each load, so that its writes can be told from those of the load before.
  const runId = `${context.runId}-${context.randomHex(3)}`;
  const session = await startLoad(parts, planOf(streams(calibration.ratePerSecond), runId, limitMs));
  return { ...session, ratePerSecond: calibration.ratePerSecond, calibration };
}

/** Half of the reads over fresh connections and half over kept ones, evenly over every address; the write beside them. */
async function streamsAt(
  context: GateContext,
  target: ReleaseTarget,
  load: LoadConfiguration,
): Promise<((ratePerSecond: number) => LoadStream[]) | string> {
  const { services } = context.configuration;
  const serviceOf = (name: string) => services.find((one) => one.name === name) as ServiceConfiguration;
  const reads = await Promise.all(
    load.reads.map(async ({ service, path }) => {
      const addresses = await Promise.all([
        insideAddress(target, serviceOf(service)),
        nodePortAddress(target, serviceOf(service)),
      ]);
      return addresses.flatMap((address, index) =>
        address === null ? [] : [{ service, path, address, way: index === 0 ? 'Service' : 'NodePort' }],
      );
    }),
  );
  const write = load.write === undefined ? null : await insideAddress(target, serviceOf(load.write.service));
  const places = reads.flat();
  if (places.length === 0) return 'none of the services of `load` has an address in the namespace';
  const common = { expectStatus: [], timeoutMs: load.timeoutMs };
  return (ratePerSecond) => {
    const writeRate = load.write === undefined || write === null ? 0 : load.write.ratePerSecond;
    const each = Math.max(0.5, (ratePerSecond - writeRate) / (places.length * 2));
    return [
      ...places.flatMap(({ service, path, address, way }) =>
        (['fresh', 'kept'] as const).map((connections) => ({
          ...common,
          name: `${service} ${path} ${way} ${connections}`,
          target: service,
          url: `http://${address}${path}`,
          connections,
          ratePerSecond: each,
          request: { method: 'GET' as const, headers: {}, body: null },
          write: false,
        })),
      ),
      ...(load.write === undefined || write === null
        ? []
        : [
            {
              ...common,
              name: `${load.write.service} ${load.write.path} writes`,
              target: load.write.service,
              url: `http://${write}${load.write.path}`,
              connections: 'kept' as const,
              ratePerSecond: writeRate,
              request: {
                method: 'POST' as const,
                headers: load.write.headers,
                body: JSON.stringify(load.write.json),
              },
              write: true,
            },
          ]),
    ];
  };
}
