/** `npm run test:live`: the tests on a real cluster of this machine, one file after another. They need Linux and root. */

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'live',
    root: 'packages/tengate',
    include: ['test/live/**/*.test.ts'],
    // They share the machine: its ports, its network rules, its cores.
    fileParallelism: false,
    // From nothing, the first one gets or builds every program.
    testTimeout: 20 * 60_000,
    hookTimeout: 20 * 60_000,
    teardownTimeout: 2 * 60_000,
  },
});
