/** `npm run test:browser`: what a person sees, in Chromium. One file at a time: one machine, one processor's worth of browser. */

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['apps/web/e2e/vitest.config.ts', 'packages/tengate/e2e/vitest.config.ts'],
    fileParallelism: false,
    maxWorkers: 1,
  },
});
