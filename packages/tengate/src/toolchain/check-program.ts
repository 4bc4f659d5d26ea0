/** Proves that a program just got runs here and is the version that is pinned, before it is published. */

import { TengateError } from '../model/tengate-error.ts';
import type { ProcessRunner } from '../ports/process-runner.ts';
import { askVersion } from './installed-program.ts';
import type { ProgramPin } from './pins.ts';

/**
 * @param options.from address or package, for the error
 * @throws TengateError `program-not-as-pinned`
 */
export async function checkProgram(options: {
  readonly file: string;
  readonly pin: ProgramPin;
  readonly from: string;
  readonly runner: ProcessRunner;
  readonly signal?: AbortSignal | undefined;
}): Promise<void> {
  const { file, pin, from, runner, signal } = options;
  if (pin.question === null) return;
  const told = await askVersion({ file, question: pin.question, runner, signal });
  if ('version' in told && told.version.replace(/\+.*$/, '') === pin.version) return;
  const said = 'version' in told ? `says it is version ${told.version}` : `does not run here (${told.said})`;
  throw new TengateError({
    code: 'program-not-as-pinned',
    what: `${pin.name} from ${from} ${said}; ${pin.version} is pinned.`,
    todo: 'correct the mirror, or the address and version in toolchain/pins.yaml; nothing was taken into the cache',
  });
}
