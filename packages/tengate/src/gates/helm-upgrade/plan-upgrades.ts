/** The three upgrades of gate 7: what each sets, and where its arrival is read. */

import type { V1Deployment, V2HorizontalPodAutoscaler } from '@kubernetes/client-node';
import type { ChangesConfiguration, ReportedConfiguration } from '../../model/configuration.ts';
import type { ReleaseRequest } from '../../ports/release-manager.ts';
import { scalingOf } from '../../readiness/scaling.ts';
import { buildImages, imageValues } from '../../steps/build-images.ts';
import type { ReleaseTarget } from '../../steps/change-release.ts';
import type { GateContext } from '../gate-context.ts';

export type Upgrade = {
  /** `more replicas`, `another configuration`, `another image`. */
  readonly name: string;
  readonly set: ReleaseRequest['set'];
  /** Where every pod says that it has arrived; `null` where the number of pods says it. */
  readonly reported: { readonly where: ReportedConfiguration; readonly word: string } | null;
  /** Replicas that each Deployment must have at least; `null` where they do not change. */
  readonly replicas: number | null;
};

/** @returns a sentence where the image cannot be built */
export async function planUpgrades(
  context: GateContext,
  target: ReleaseTarget,
  changes: ChangesConfiguration,
): Promise<readonly Upgrade[] | string> {
  const word = `t${context.randomHex(4)}`;
  const image = await imageWith(context, changes, word);
  if (typeof image === 'string') return image;
  const objects = {
    deployments: await target.reader.list<V1Deployment>('deployments', target.plan.namespace),
    autoscalers: await target.reader.list<V2HorizontalPodAutoscaler>(
      'horizontalpodautoscalers',
      target.plan.namespace,
    ),
  };
  const most = Math.max(
    ...changes.replicas.map(({ deployment }) => scalingOf(deployment, objects)?.minimum ?? 1),
  );
  return [
    {
      name: 'more replicas',
      set: Object.fromEntries(changes.replicas.map(({ value }) => [value, most + 1])),
      reported: null,
      replicas: most + 1,
    },
    {
      name: 'another configuration',
      set: { [changes.configuration.value]: word },
      reported: { where: changes.configuration.reported, word },
      replicas: null,
    },
    {
      name: 'another image',
      set: image,
      reported: { where: changes.image.reported, word },
      replicas: null,
    },
  ];
}

async function imageWith(
  context: GateContext,
  { image }: ChangesConfiguration,
  word: string,
): Promise<ReleaseRequest['set'] | string> {
  const { configuration, engine, clock, progress, signal } = context;
  const found = configuration.images.find(({ name }) => name === image.image);
  if (engine === null || found === undefined) return 'nothing here builds the image of the upgrade';
  progress({ kind: 'detail', id: 'gate-7', text: `builds ${image.image} anew, as ${word}` });
  const built = await buildImages({
    configuration: { images: [{ ...found, buildArgs: { ...found.buildArgs, [image.buildArg]: word } }] },
    engine,
    version: `upgrade-${word}`,
    source: null,
    secrets: context.buildSecrets,
    clock,
    progress,
    step: 'gate-7',
    signal,
  });
  return imageValues(built);
}
