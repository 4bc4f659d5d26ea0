/** Drives Helm 3 and 4 with the same argv: neither waits for pods, the caller watches them. */

import { z } from 'zod';
import { redactText } from '../model/redact.ts';
import { TengateError } from '../model/tengate-error.ts';
import type { ProcessRunner, RunOutcome } from '../ports/process-runner.ts';
import type {
  ReleaseAddress,
  ReleaseManager,
  ReleaseOutcome,
  ReleaseRequest,
} from '../ports/release-manager.ts';
import { parseHistory } from './helm-history.ts';
import { valuesDocument } from './helm-values.ts';

/** Reads of a release take tenths of a second; one that hangs means that the API server does. */
const readDeadlineMs = 30_000;
/** What Helm gets beyond its own `--timeout`, so that it is Helm that says what timed out. */
const graceMs = 5_000;
/** Revisions kept: enough to roll back over a day of work, bounded so that Secrets do not pile up. */
const revisionsKept = 20;

const deployed = z.object({
  version: z.int(),
  info: z.object({ notes: z.string().optional() }),
});

const values = z.record(z.string(), z.unknown()).nullable();

/** @param options.program absolute path of a `helm` of the 3.22 or 4.x line */
export function createHelm(options: {
  readonly program: string;
  readonly runner: ProcessRunner;
}): ReleaseManager {
  const helm = (
    args: readonly string[],
    more: { readonly deadlineMs: number; readonly input?: string; readonly signal?: AbortSignal | undefined },
  ): Promise<RunOutcome> => options.runner.run({ file: options.program, args, ...more });
  const version = async (): Promise<string> => {
    const outcome = await helm(['version', '--short'], { deadlineMs: readDeadlineMs });
    const found = /v(\d+\.\d+(?:\.\d+)?)/.exec(succeeded(outcome));
    if (found?.[1] === undefined) throw failure(outcome);
    return found[1];
  };
  return {
    version,
    deploy: async (request) =>
      deployOutcome(
        await helm(
          [
            'upgrade',
            request.release,
            request.chart,
            '--install',
            '--create-namespace',
            ...valueArguments(request),
            ...(request.description === undefined ? [] : ['--description', request.description]),
            ...['--history-max', String(revisionsKept), '--output', 'json'],
            ...['--timeout', `${Math.ceil(request.deadlineMs / 1000)}s`],
            ...placeArguments(request),
          ],
          {
            input: valuesDocument(request.set, request.values),
            deadlineMs: request.deadlineMs + graceMs,
            signal: request.signal,
          },
        ),
      ),
    render: async (request) => {
      const outcome = await helm(
        [
          'template',
          request.release,
          request.chart,
          ...valueArguments(request),
          '--namespace',
          request.namespace,
        ],
        {
          input: valuesDocument(request.set, request.values),
          deadlineMs: readDeadlineMs,
          signal: request.signal,
        },
      );
      return outcome.exitCode === 0
        ? { ok: true, manifest: outcome.stdout }
        : { ok: false, message: message(outcome) };
    },
    status: async (address) => {
      const last = (await history(helm, address)).at(-1);
      if (last === undefined) return null;
      const { release, namespace } = address;
      return { release, namespace, revision: last.revision, status: last.status };
    },
    history: (address) => history(helm, address),
    values: async (address) =>
      values.parse(
        JSON.parse(
          succeeded(
            await helm(['get', 'values', address.release, '--output', 'json', ...placeArguments(address)], {
              deadlineMs: readDeadlineMs,
            }),
          ),
        ),
      ) ?? {},
    manifest: async (address) =>
      succeeded(
        await helm(['get', 'manifest', address.release, ...placeArguments(address)], {
          deadlineMs: readDeadlineMs,
        }),
      ),
    rollback: async (request) => {
      succeeded(
        await helm(
          [
            'rollback',
            request.release,
            String(request.revision),
            // Its own default is lower, and would take revisions away that an upgrade keeps.
            ...['--history-max', String(revisionsKept)],
            // What somebody changed beside Helm goes back too, as it does with Helm 3; by itself Helm 4 refuses then.
            ...(Number.parseInt(await version(), 10) >= 4 ? ['--force-conflicts'] : []),
            ...['--timeout', `${Math.ceil(request.deadlineMs / 1000)}s`],
            ...placeArguments(request),
          ],
          { deadlineMs: request.deadlineMs + graceMs },
        ),
      );
    },
    uninstall: async (request) => {
      succeeded(
        await helm(
          [
            'uninstall',
            request.release,
            '--ignore-not-found',
            ...['--timeout', `${Math.ceil(request.deadlineMs / 1000)}s`],
            ...placeArguments(request),
          ],
          { deadlineMs: request.deadlineMs + graceMs },
        ),
      );
    },
  };
}

function valueArguments(request: ReleaseRequest): readonly string[] {
  // `-` is standard input; it comes last, so that it wins over the files.
  return [...request.valueFiles, '-'].flatMap((file) => ['--values', file]);
}

function placeArguments(address: ReleaseAddress): readonly string[] {
  return [
    ...['--namespace', address.namespace],
    ...['--kubeconfig', address.kubeconfig, '--kube-context', address.context],
  ];
}

async function history(
  helm: (args: readonly string[], more: { readonly deadlineMs: number }) => Promise<RunOutcome>,
  address: ReleaseAddress,
): ReturnType<ReleaseManager['history']> {
  const outcome = await helm(['history', address.release, '--output', 'json', ...placeArguments(address)], {
    deadlineMs: readDeadlineMs,
  });
  // The text of ErrReleaseNotFound (pkg/storage/driver), the same since Helm 3.0; Helm has no exit code of its own for it.
  if (outcome.exitCode === 1 && outcome.stderr.includes('release: not found')) return [];
  return parseHistory(succeeded(outcome));
}

function deployOutcome(outcome: RunOutcome): ReleaseOutcome {
  if (outcome.status === 'cancelled') return { status: 'cancelled' };
  if (outcome.status === 'not-found') throw failure(outcome);
  if (outcome.exitCode !== 0)
    return { status: 'failed', message: message(outcome), command: outcome.command };
  const release = deployed.parse(JSON.parse(outcome.stdout));
  return { status: 'deployed', revision: release.version, notes: release.info.notes ?? '' };
}

function succeeded(outcome: RunOutcome): string {
  if (outcome.exitCode !== 0) throw failure(outcome);
  return outcome.stdout;
}

function failure(outcome: RunOutcome): TengateError {
  if (outcome.status === 'not-found')
    return new TengateError({
      code: 'helm-not-found',
      kind: 'unavailable',
      what: `Helm cannot be run: ${outcome.command}`,
      todo: 'fetch it with the other programs',
      more: 'tengate toolchain fetch',
    });
  if (outcome.status === 'cancelled')
    return new TengateError({
      code: 'helm-cancelled',
      kind: 'cancelled',
      what: `Helm was interrupted: ${outcome.command}`,
      todo: 'run the command again',
    });
  return new TengateError({
    code: 'helm-failed',
    what: `${outcome.command} ${outcome.status === 'timed-out' ? 'did not end in time' : 'failed'}: ${message(outcome)}`,
    todo: 'look at what Helm says about the chart or the cluster',
  });
}

/** Helm's own words without the prefix that repeats that it is an error, and without the log lines that say it before. */
function message(outcome: RunOutcome): string {
  const said = outcome.stderr.trim() || outcome.stdout.trim();
  const text = (/^Error: .*/ms.exec(said)?.[0] ?? said).replace(/^Error: /gm, '');
  return redactText(text === '' ? `exit code ${outcome.exitCode}` : text);
}
