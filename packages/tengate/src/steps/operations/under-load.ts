/** Does a piece of work with the standard load beside it where that was asked for, and judges what the load lost meanwhile. */

import type { GateOutcome } from '../../gates/gate.ts';
import { gateStep } from '../../gates/gate-context.ts';
import { type GatePart, joined } from '../../gates/gate-outcomes.ts';
import { releaseTarget } from '../../gates/release-target.ts';
import { besideLoad } from '../../gates/under-load/beside-load.ts';
import { judgeGap, judgeLoss, judgeSteadiness } from '../../gates/under-load/judge-load.ts';
import { loadEvidence } from '../../gates/under-load/load-evidence.ts';
import type { StandardLoad } from '../../gates/under-load/standard-load.ts';
import { judgeStoredWrites } from '../../gates/under-load/stored-writes.ts';
import { TengateError } from '../../model/tengate-error.ts';
import type { LoadResult } from '../../prober/load-result.ts';
import { summariseLoad } from '../../prober/summarise-load.ts';
import type { Operation, OperationContext } from './operation.ts';
import { outcomeOf } from './outcome.ts';

/** @throws TengateError `load-not-possible` */
export async function underLoad(options: {
  readonly context: OperationContext;
  readonly operation: Pick<Operation, 'number' | 'name'>;
  readonly load: boolean;
  /** Tells what happens, for the live view and the load's timeline. */
  readonly work: (mark: (text: string) => void) => Promise<GatePart>;
  /** How failed requests are judged where some may be lost; absent: none may. */
  readonly loss?: (result: LoadResult) => GatePart;
  /** One line that says what is so now, for where nothing was found. */
  readonly done: (part: GatePart) => string;
}): Promise<GateOutcome> {
  const { context, operation, load, work, done } = options;
  const { clock, cluster, progress } = context;
  if (!load) {
    const alone = await work((text) => progress({ kind: 'detail', id: gateStep(operation.number), text }));
    return outcomeOf(alone, done(alone));
  }
  const target = releaseTarget(context, cluster, operation.number);
  const now = (): number => clock.now().getTime();
  const beside = await besideLoad(context, target, async ({ mark }) => {
    const from = now();
    const part = await work(mark);
    return { part, stretch: { from, to: now() } };
  });
  if (typeof beside === 'string')
    throw new TengateError({
      code: 'load-not-possible',
      what: `There can be no load: ${beside}.`,
      todo: 'Do it without --load, or name a load in tengate.yaml.',
    });
  const { load: started, result, value } = beside;
  const { part, stretch } = value;
  const whole = joined([part, await judged({ ...options, started, result, stretch })]);
  const streams = summariseLoad(result, stretch);
  const failed = streams.reduce((sum, one) => sum + one.failed, 0);
  const sent = streams.reduce((sum, one) => sum + one.sent, 0);
  return outcomeOf(
    whole,
    `${done(part)}; ${failed} of ${sent} requests failed at ${started.ratePerSecond} a second`,
  );
}

async function judged(options: {
  readonly context: OperationContext;
  readonly operation: Pick<Operation, 'name'>;
  readonly loss?: (result: LoadResult) => GatePart;
  readonly started: StandardLoad;
  readonly result: LoadResult;
  readonly stretch: { readonly from: number; readonly to: number };
}): Promise<GatePart> {
  const { context, operation, loss, started, result, stretch } = options;
  const subject = `Release/${context.cluster.plan.namespace}`;
  const scene = { name: operation.name, subject, result, stretch };
  return joined([
    ...(loss === undefined ? [judgeLoss(scene)] : [unjudged(judgeLoss(scene)), loss(result)]),
    // What may pause is the gate's matter.
    unjudged(judgeGap(scene)),
    judgeSteadiness(result),
    ...(context.configuration.load?.write === undefined ? [] : [await judgeStoredWrites(context, result)]),
    {
      measurements: [{ name: 'rate of the load', value: started.ratePerSecond, unit: '/s' }],
      findings: [],
      evidence: loadEvidence({
        title: `Load during ${operation.name}`,
        subject,
        calibration: started.calibration,
        result,
        spans: [{ name: operation.name, ...stretch }],
      }),
    },
  ]);
}

/** Told, and nothing made of it. */
function unjudged({ measurements, evidence }: GatePart): GatePart {
  return {
    measurements: measurements.map(({ bound, verdict, ...told }) => told),
    findings: [],
    evidence,
  };
}
