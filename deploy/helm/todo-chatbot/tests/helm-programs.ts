/** Finds the Helm programs that render in these tests: the chart must do the same with Helm 4 and Helm 3. */

import { globSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

export type HelmProgram = {
  /** `Helm 4` or `Helm 3`, or what a variable names. */
  readonly title: string;
  readonly file: string;
};

const programs = [
  { title: 'Helm 4', name: 'helm', variable: 'CHART_TESTS_HELM' },
  { title: 'Helm 3', name: 'helm3', variable: 'CHART_TESTS_HELM3' },
] as const;

/**
 * A path in the variable, else the newest of Tengate's cache (`tengate toolchain fetch`), else one in PATH.
 *
 * @param env the environment
 * @returns those found; with none, what renders is skipped
 */
export function findHelmPrograms(env: Readonly<Record<string, string | undefined>>): readonly HelmProgram[] {
  const cache = path.join(env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'tengate/programs');
  return programs.flatMap(({ title, name, variable }) => {
    const named = env[variable];
    const file =
      named !== undefined && named !== ''
        ? named
        : (globSync(path.join(cache, name, '*', name))
            .sort()
            .at(-1) ?? findInPath(name, env.PATH ?? ''));
    return file === undefined ? [] : [{ title, file }];
  });
}

function findInPath(name: string, folders: string): string | undefined {
  return folders
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .flatMap((folder) => globSync(path.join(folder, name)))[0];
}
