/** Does a piece of work beside the standard load: begun once the load is steady, and ended together with it whatever happens. */

import type { LoadResult } from '../../prober/load-result.ts';
import type { ReleaseTarget } from '../../steps/change-release.ts';
import type { GateContext } from '../gate-context.ts';
import { type StandardLoad, startStandardLoad } from './standard-load.ts';
import { removeStored } from './stored-writes.ts';

export type BesideLoad<T> = { readonly load: StandardLoad; readonly result: LoadResult; readonly value: T };

/**
 * @returns a sentence where no load can be made or none is held
 * @throws what `work` throws, or a TengateError where the load is not answered; what it has written until then is taken away,
 *   for nobody will judge it any more
 */
export async function besideLoad<T>(
  context: GateContext,
  target: ReleaseTarget,
  work: (load: StandardLoad) => Promise<T>,
): Promise<BesideLoad<T> | string> {
  const load = await startStandardLoad(context, target);
  if (typeof load === 'string') return load;
  let value: T;
  try {
    await load.steady();
    value = await work(load);
  } catch (error) {
    const { plan } = await load.stop();
    await removeStored(context, plan.runId);
    throw error;
  }
  return { load, result: await load.stop(), value };
}
