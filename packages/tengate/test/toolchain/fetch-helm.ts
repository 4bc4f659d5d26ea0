/** A process of its own that gets helm: `node fetch-helm.ts CACHE MIRROR`. Prints how it got it, or the error's code. */

import { TengateError } from '../../src/model/tengate-error.ts';
import { makeToolchain } from './toolchain-under-test.ts';

const [path = '', mirror = ''] = process.argv.slice(2);
const folder = { path, bin: `${path}/bin`, cache: `${path}/cache`, remove: async () => undefined };
const toolchain = await makeToolchain(folder, { mirror });
try {
  const found = await toolchain.program('helm', {
    progress: (event) => {
      if (event.kind === 'notice') console.log(event.text);
    },
  });
  console.log(found.origin);
} catch (error) {
  console.log(error instanceof TengateError ? error.code : error);
}
