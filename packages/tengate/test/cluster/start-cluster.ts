/** Starts a cluster in a process of its own, which a test can kill. argv: state folder, cluster name. */

import { createEmbeddedProvider } from '../../src/clusters/embedded/embedded-provider.ts';
import { systemClock } from '../../src/system/clock.ts';
import { createProcessRunner } from '../../src/system/process-runner.ts';
import { testToolchain } from './test-toolchain.ts';

const [stateFolder, name] = process.argv.slice(2) as [string, string];

await createEmbeddedProvider({
  stateFolder,
  runFolder: '/run/tengate',
  toolchain: await testToolchain(process.env.TENGATE_TEST_TOOLS),
  processes: createProcessRunner(process.env),
  clock: systemClock,
  environment: process.env,
  createEngine: () => null,
  nodePorts: [],
}).up({ name, progress: () => undefined });
