/** The everyday commands on a real cluster: what they change is there afterwards, and a broken change is taken back. */

import type { V1Deployment } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClusterAccess, GateContext } from '../../../src/gates/gate-context.ts';
import { configurationSchema } from '../../../src/model/configuration.ts';
import { heal } from '../../../src/steps/operations/heal.ts';
import { rollback } from '../../../src/steps/operations/rollback.ts';
import { scale } from '../../../src/steps/operations/scale.ts';
import { upgrade } from '../../../src/steps/operations/upgrade.ts';
import { type GateRig, startGateRig, whyNoCluster } from '../gates/gate-rig.ts';

const why = whyNoCluster();
const load = false;

describe.skipIf(why !== null)(
  `the everyday commands on a real cluster${why === null ? '' : `: not here, ${why}`}`,
  () => {
    let rig: GateRig;
    let context: GateContext & { readonly cluster: ClusterAccess };
    beforeAll(async () => {
      rig = await startGateRig();
      context = withChanges(rig.context({ namespace: 'everyday' }));
      expect(await rig.deploy(context)).toMatchObject({ status: 'deployed' });
    });
    afterAll(async () => {
      await rig?.stop();
    });

    const deployment = () =>
      context.cluster.reader.get<V1Deployment>('deployments', context.cluster.plan.namespace, 'shop');

    it('scale has the replicas that were asked for', async () => {
      const outcome = await scale({ replicas: 2, deployments: [], load }).measure(context);
      expect(outcome).toMatchObject({ verdict: 'passed', summary: 'shop has 2 replicas', findings: [] });
      expect((await deployment())?.status?.readyReplicas).toBe(2);
    });

    it('heal sees a deleted pod come back', async () => {
      const outcome = await heal({ workloads: ['shop'], how: 'delete', load }).measure(context);
      expect(outcome).toMatchObject({ verdict: 'passed', findings: [] });
      expect((await deployment())?.status?.readyReplicas).toBe(2);
    });

    it('a broken upgrade is named, and its rollback leaves everything as the revision has it', async () => {
      const broken = await upgrade({ set: { 'image.tag': 'no-such-tag' }, load }).measure(context);
      expect(broken.verdict).toBe('failed');
      expect(broken.findings.map(({ code }) => code).join()).toMatch(
        /^image-(not-found|pull-failed|pull-denied)$/,
      );
      expect((await deployment())?.status?.readyReplicas).toBe(2);
      const back = await rollback({ revision: null, load }).measure(context);
      expect(back).toMatchObject({ verdict: 'passed', findings: [] });
      const { image = '' } = (await deployment())?.spec?.template.spec?.containers[0] ?? {};
      expect(image).not.toContain('no-such-tag');
      expect((await deployment())?.spec?.replicas).toBe(2);
    });
  },
);

function withChanges(context: GateContext & { readonly cluster: ClusterAccess }): typeof context {
  const { root, ...written } = context.configuration;
  const reported = { service: 'shop', path: '/healthz', json: '' };
  const configuration = configurationSchema.parse({
    ...written,
    changes: {
      replicas: [{ deployment: 'shop', value: 'replicas' }],
      configuration: { value: 'database', reported },
      image: { image: 'node', buildArg: 'LABEL', reported },
      strain: { service: 'shop', path: '/healthz' },
    },
  });
  return { ...context, configuration: { ...configuration, root } };
}
