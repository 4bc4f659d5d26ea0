/** Owns a load while it runs: its pod from the start to its end, and what it has written so far. */

import type { V1Pod } from '@kubernetes/client-node';
import { TengateError } from '../../model/tengate-error.ts';
import { waitUntil } from '../../ports/wait-until.ts';
import { createLoadReader } from '../../prober/load-lines.ts';
import { type LoadPlan, loadPlanSchema } from '../../prober/load-plan.ts';
import type { LoadResult } from '../../prober/load-result.ts';
import type { LoadParts } from './load-parts.ts';
import { proberImage } from './prober-image.ts';
import { proberConfigMap, proberPod, proberSelector } from './prober-pod.ts';

export type LoadSession = {
  /** Resolves when every stream has succeeded for a second. Throws a TengateError naming what never answered. */
  steady(): Promise<void>;
  /** An event for the timeline: `helm upgrade begins`. */
  mark(text: string): void;
  /**
   * Ends the load, reads what is left, removes its pod. Safe to call twice; not stopped by the run's abort. It does not throw:
   * a load whose end cannot be read is one that is not complete.
   */
  stop(): Promise<LoadResult>;
};

const startDeadlineMs = 60_000;
const steadyDeadlineMs = 30_000;
/** A request under way may use its whole timeout; then the rest is written and read. */
const endDeadlineMs = 30_000;
const lookMs = 100;
/** How long every stream must have succeeded before anything is measured, milliseconds. */
const steadyForMs = 1_000;

/** @throws TengateError where the plan has no end or the prober does not start; nothing is left then */
export async function startLoad(parts: LoadParts, plan: LoadPlan): Promise<LoadSession> {
  checkPlan(plan);
  const { reader, namespace, clock, progress, step, signal } = parts;
  const place = { name: `tengate-prober-${parts.randomHex(4)}`, namespace };
  progress({ kind: 'detail', id: step, text: 'starts the prober' });
  const image = await proberImage(parts);
  await removeForgotten(parts);
  const marks: { readonly at: number; readonly text: string }[] = [];
  const output = createLoadReader(plan);
  const following = new AbortController();
  let followed: Promise<void> = Promise.resolve();

  const remove = async (): Promise<void> => {
    await reader.remove('pods', namespace, place.name);
    await reader.remove('configmaps', namespace, place.name);
  };
  try {
    await reader.create(proberConfigMap(place, plan));
    await reader.create(proberPod(place, image, plan));
    await awaitRunning(parts, place.name);
    followed = reader.followLog({
      namespace,
      pod: place.name,
      container: 'prober',
      signal: following.signal,
      onLine: (line) => {
        parts.keepLine(`${place.name}.jsonl`, line);
        output.take(line);
      },
    });
    followed.catch(() => undefined);
  } catch (error) {
    await remove();
    throw error;
  }

  const now = (): number => clock.now().getTime();
  let stopped: Promise<LoadResult> | null = null;
  const end = async (): Promise<LoadResult> => {
    // SIGTERM to the program itself and not by deletion: the log of a pod that is gone cannot be read to its end. Deletion
    // sends it too, where nothing can be run in the pod.
    const asked = await reader
      .exec(namespace, place.name, 'prober', endCommand, endDeadlineMs)
      .catch(() => null);
    if (asked?.exitCode !== 0) await reader.remove('pods', namespace, place.name).catch(() => undefined);
    const read = followed.catch(() => undefined);
    await Promise.race([read, clock.wait(endDeadlineMs, following.signal).catch(() => undefined)]);
    following.abort();
    await remove().catch((error: unknown) =>
      progress({
        kind: 'notice',
        text: `${place.name} may still be there: ${error instanceof Error ? error.message : String(error)}`,
      }),
    );
    return output.result(marks, now());
  };
  return {
    mark: (text) => {
      marks.push({ at: now(), text });
      progress({ kind: 'detail', id: step, text });
    },
    steady: async () => {
      const outcome = await waitUntil({
        clock,
        deadlineMs: steadyDeadlineMs,
        intervalMs: lookMs,
        signal,
        observe: async () => {
          const waiting = notSteady(output.result([], now()));
          return waiting.length === 0
            ? { done: true, value: null }
            : { done: false, seen: waiting.join(', ') };
        },
      });
      if (outcome.status === 'timed-out')
        throw new TengateError({
          code: 'load-not-answered',
          what: `after ${steadyDeadlineMs / 1_000} s these had no second of success: ${outcome.seen}`,
          todo: 'see that the services answer: `tengate validate --gates 4`; with network policies, let the prober reach them',
        });
    },
    stop: () => {
      stopped ??= end();
      return stopped;
    },
  };
}

function checkPlan(plan: LoadPlan): void {
  const checked = loadPlanSchema.safeParse(plan);
  if (checked.success) return;
  throw new TengateError({
    code: 'load-not-possible',
    kind: 'usage',
    what: `the prober cannot make this load: ${checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`,
    todo: 'ask for a lower rate or a shorter time-out in `load` of tengate.yaml',
  });
}

const endCommand = ['/usr/local/bin/node', '-e', "process.kill(1, 'SIGTERM')"] as const;

async function awaitRunning({ reader, namespace, clock, signal }: LoadParts, pod: string): Promise<void> {
  const outcome = await waitUntil({
    clock,
    deadlineMs: startDeadlineMs,
    intervalMs: lookMs,
    signal,
    observe: async () => {
      const found = await reader.get<V1Pod>('pods', namespace, pod);
      const state = found?.status?.containerStatuses?.[0]?.state;
      if (state?.running !== undefined || state?.terminated !== undefined) return { done: true, value: null };
      const why =
        state?.waiting?.reason ??
        found?.status?.conditions?.find(({ status }) => status === 'False')?.message;
      return { done: false, seen: why ?? found?.status?.phase ?? 'it does not exist' };
    },
  });
  if (outcome.status === 'timed-out')
    throw new TengateError({
      code: 'prober-not-started',
      kind: 'unavailable',
      what: `the prober's pod does not run after ${startDeadlineMs / 1_000} s: ${outcome.seen}`,
      todo: 'see that the nodes have room and can have its image',
      more: `kubectl describe pod ${pod} --namespace ${namespace}`,
    });
}

/** Names of the streams that have not yet succeeded for long enough, with their newest failure. */
function notSteady({ plan, successes, failures }: LoadResult): readonly string[] {
  return plan.streams.flatMap(({ name }) => {
    const at = successes.get(name)?.at ?? [];
    const [first] = at;
    const last = at.at(-1);
    if (first !== undefined && last !== undefined && last - first >= steadyForMs) return [];
    const failure = failures.findLast(({ stream }) => stream === name);
    return [
      failure === undefined
        ? name
        : `${name} (${failure.kind}${failure.status === null ? '' : ` ${failure.status}`})`,
    ];
  });
}

/** Of a run that was ended by force, once it has come to its own end. */
async function removeForgotten({ reader, namespace }: LoadParts): Promise<void> {
  const pods = await reader.list<V1Pod>('pods', namespace, proberSelector);
  for (const { metadata, status } of pods) {
    if (status?.phase !== 'Succeeded' && status?.phase !== 'Failed') continue;
    await reader.remove('pods', namespace, metadata?.name ?? '');
    await reader.remove('configmaps', namespace, metadata?.name ?? '');
  }
}
