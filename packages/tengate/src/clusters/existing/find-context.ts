/** Finds a context in the user's kubeconfig files; pure but for reading them. */

import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';

export type ContextOutcome =
  | { readonly ok: true; readonly kubeconfig: string; readonly context: string; readonly server: string }
  | { readonly ok: false; readonly why: string; readonly todo: string };

/**
 * The files of KUBECONFIG, or `~/.kube/config`; as kubectl does, the first file that knows the context counts, and the first
 * `current-context` where none is named.
 *
 * @param options.context `undefined` for the current one
 */
export function findContext(options: {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly context: string | undefined;
}): ContextOutcome {
  const files = kubeconfigFiles(options.environment.KUBECONFIG, options.home);
  const configs = files.flatMap((file) => {
    const config = load(file);
    return config === null ? [] : [{ file, config }];
  });
  if (configs.length === 0) {
    return {
      ok: false,
      why: `there is no kubeconfig that can be read at ${files.join(' or ')}`,
      todo: 'Set KUBECONFIG to the file that your cluster gave you.',
    };
  }
  const wanted = options.context ?? configs.map(({ config }) => config.getCurrentContext()).find(Boolean);
  const known = configs.flatMap(({ config }) => config.contexts.map(({ name }) => name));
  const found = configs.find(({ config }) => config.contexts.some(({ name }) => name === wanted));
  const server = found?.config.getCluster(found.config.getContextObject(wanted ?? '')?.cluster ?? '')?.server;
  if (wanted === undefined || found === undefined || server === undefined) {
    const what = wanted === undefined ? 'no context is current' : `there is no context "${wanted}"`;
    return {
      ok: false,
      why: `${what} in ${configs.map(({ file }) => file).join(', ')}`,
      todo:
        known.length === 0
          ? 'Add a context with kubectl config set-context.'
          : `Give --context one of: ${known.join(', ')}`,
    };
  }
  return { ok: true, kubeconfig: found.file, context: wanted, server };
}

function kubeconfigFiles(variable: string | undefined, home: string): readonly string[] {
  const named = (variable ?? '').split(delimiter).filter((file) => file !== '');
  return named.length > 0 ? named : [join(home, '.kube', 'config')];
}

function load(file: string): KubeConfig | null {
  const config = new KubeConfig();
  try {
    config.loadFromString(readFileSync(file, 'utf8'));
    return config;
  } catch {
    return null;
  }
}
