import { defineConfig } from 'vitest/config';

/** Tests that need Chromium: what a person sees of the report. */
export default defineConfig({
  test: {
    name: 'packages/tengate e2e',
    root: import.meta.dirname,
    include: ['*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
