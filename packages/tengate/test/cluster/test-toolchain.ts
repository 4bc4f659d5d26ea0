/** The toolchain that live tests and the benchmark use: the real one, or a folder of programs that is there already. */

import { homedir } from 'node:os';
import { composeTengate } from '../../src/compose.ts';
import type { Toolchain } from '../../src/ports/toolchain.ts';
import { fixedToolchain } from './fixed-toolchain.ts';

/** @param folder holds `bin/` and `images/`; `undefined` for the toolchain that every command uses */
export async function testToolchain(folder: string | undefined): Promise<Toolchain> {
  if (folder !== undefined) return fixedToolchain(folder);
  const tengate = await composeTengate({
    options: { config: 'tengate.yaml', provider: 'embedded', name: 'test', toolchain: 'auto' },
    environment: process.env,
    cwd: process.cwd(),
    home: homedir(),
  });
  await tengate.toolchain.fetchAll({ cluster: true }, { progress: () => undefined });
  return tengate.toolchain;
}
