/** Owns the cluster's keys and kubeconfigs: kubeadm makes them once; they stay while what they were made for stays. */

import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TengateError } from '../../model/tengate-error.ts';
import type { ProcessRunner } from '../../ports/process-runner.ts';
import type { ClusterLayout } from './cluster-layout.ts';
import { configFiles } from './component-plan.ts';

const kubeadmDeadline = 60_000;
const corednsManifest = 'coredns.yaml';

/**
 * Makes what is missing: certificates, kubeconfigs and the CoreDNS manifest (in `layout.config`).
 *
 * @param options.renew the addresses changed: everything but the authorities and the service account key is made anew
 */
export async function makeKeys(options: {
  readonly layout: ClusterLayout;
  readonly processes: ProcessRunner;
  readonly renew: boolean;
  readonly signal?: AbortSignal | undefined;
}): Promise<void> {
  const { layout, renew } = options;
  if (renew) {
    for (const pair of ['apiserver', 'apiserver-kubelet-client', 'front-proxy-client']) {
      for (const end of ['crt', 'key']) rmSync(join(layout.pki, `${pair}.${end}`), { force: true });
    }
    rmSync(layout.kubeconfigs, { recursive: true, force: true });
    rmSync(join(layout.config, corednsManifest), { force: true });
  }
  mkdirSync(layout.pki, { recursive: true, mode: 0o700 });
  mkdirSync(layout.kubeconfigs, { recursive: true, mode: 0o700 });
  const configuration = `--config=${join(layout.config, configFiles.kubeadm)}`;
  const kubeadm = (args: readonly string[]): Promise<string> => runKubeadm(options, [...args, configuration]);
  const manifest = async (): Promise<void> => {
    if (existsSync(corednsManifestFile(layout))) return;
    writeFileSync(
      corednsManifestFile(layout),
      await kubeadm(['init', 'phase', 'addon', 'coredns', '--print-manifest']),
    );
  };
  const keys = async (): Promise<void> => {
    if (!existsSync(join(layout.pki, 'apiserver.key'))) await kubeadm(['init', 'phase', 'certs', 'all']);
    if (existsSync(proxyKubeconfig(layout))) return;
    const [, proxy] = await Promise.all([
      kubeadm(['init', 'phase', 'kubeconfig', 'all', `--kubeconfig-dir=${layout.kubeconfigs}`]),
      kubeadm(['kubeconfig', 'user', '--client-name=system:kube-proxy']),
    ]);
    writeFileSync(proxyKubeconfig(layout), proxy, { mode: 0o600 });
  };
  await Promise.all([keys(), manifest()]);
}

export function corednsManifestFile(layout: ClusterLayout): string {
  return join(layout.config, corednsManifest);
}

export function proxyKubeconfig(layout: ClusterLayout): string {
  return join(layout.kubeconfigs, 'kube-proxy.conf');
}

async function runKubeadm(
  options: {
    readonly layout: ClusterLayout;
    readonly processes: ProcessRunner;
    readonly signal?: AbortSignal | undefined;
  },
  args: readonly string[],
): Promise<string> {
  const outcome = await options.processes.run({
    file: join(options.layout.bin, 'kubeadm'),
    args,
    deadlineMs: kubeadmDeadline,
    signal: options.signal,
  });
  options.signal?.throwIfAborted();
  if (outcome.status === 'exited' && outcome.exitCode === 0) return outcome.stdout;
  throw new TengateError({
    code: 'kubeadm-failed',
    what: `kubeadm could not make the cluster's keys (${outcome.status}, exit ${outcome.exitCode}): ${outcome.stderr.trim().split('\n').at(-1) ?? ''}`,
    todo: `Read its message; a full disk or a ${options.layout.state} that cannot be written are the usual causes.`,
    more: outcome.command,
  });
}
