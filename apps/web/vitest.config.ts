import { defineConfig } from 'vitest/config';

/** Unit tests; those in a browser are in `e2e`, with a configuration of their own. */
export default defineConfig({
  test: { include: ['{app,build,components,lib,server}/**/*.test.ts'], environment: 'node' },
});
