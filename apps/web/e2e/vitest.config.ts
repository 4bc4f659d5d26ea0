import { defineConfig } from 'vitest/config';

/** Tests of the production build as it is shipped: in a browser, with the API on PGlite. They need `npm run build` and Chromium. */
export default defineConfig({
  test: {
    name: 'apps/web e2e',
    root: import.meta.dirname,
    include: ['*.test.ts'],
    // One machine, one processor's worth of browser.
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
