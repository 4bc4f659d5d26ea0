/** Part of gate 8: an upgrade that cannot succeed is named while the old pods go on serving, and taken back. */

import type { ChangesConfiguration } from '../../model/configuration.ts';
import type { Finding } from '../../model/evidence.ts';
import { inSeconds } from '../../model/in-seconds.ts';
import { applyChange, awaitChange } from '../../steps/change-release.ts';
import { helmRefused } from '../../steps/helm-refused.ts';
import { rollBack } from './roll-back.ts';
import type { RollbackPart, RollbackScene } from './rollback-scene.ts';

/** Until a broken state is hopeless: a registry that does not answer is waited for longest. */
const namedWithinMs = 90_000;

export async function breakAndRollBack(
  scene: RollbackScene,
  broken: ChangesConfiguration['broken'][number],
): Promise<RollbackPart> {
  const { context, target, installed, live, mark } = scene;
  const { clock } = context;
  const name = `upgrade to ${broken.name}`;
  const from = clock.now().getTime();
  const startedMs = clock.monotonicMs();
  mark(name);
  const applied = await applyChange(target, {
    from: installed,
    set: {},
    values: broken.values,
    description: `tengate: gate 8, ${broken.name}`,
  });
  if (applied.status === 'cancelled') throw context.signal?.reason;
  const found =
    applied.status === 'failed'
      ? [helmRefused(applied.message, 'correct the values of the broken upgrade')]
      : ((await awaitChange(target, { live, startedMs, deadlineMs: namedWithinMs }))?.findings ?? []);
  const namedMs = clock.monotonicMs() - startedMs;
  const named = found.find(({ code }) => broken.named.includes(code));

  mark(`${broken.name}: ${named === undefined ? 'not named' : named.code}; rollback`);
  const back = await rollBack(scene, false);
  const to = clock.now().getTime();
  mark(`${broken.name}: rolled back`);
  return {
    name,
    from,
    to,
    measurements: [
      {
        name: `${name}: named`,
        value: named?.code ?? (found.map(({ code }) => code).join(', ') || 'as sound'),
        bound: broken.named.join(' or '),
        verdict: named === undefined ? 'failed' : 'passed',
      },
      { name: `${name}: named after`, value: inSeconds(namedMs), unit: 's' },
      { name: `${name}: rolled back after`, value: inSeconds(back.rolledOutMs), unit: 's' },
    ],
    findings: [
      ...(named === undefined ? [notNamed(broken.name, found, target.plan.namespace)] : []),
      ...back.findings,
    ],
    evidence: [],
  };
}

function notNamed(name: string, found: readonly Finding[], namespace: string): Finding {
  return {
    code: 'broken-upgrade-not-named',
    subject: `Release/${namespace}`,
    what: `${name} was taken for ${found.length === 0 ? 'sound' : found.map(({ code, what }) => `${code} (${what})`).join(', ')}`,
    todo: 'see that the values break what they should, and that `named` has the right codes',
  };
}
