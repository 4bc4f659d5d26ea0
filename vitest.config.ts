/** `npm test`: the tests of every workspace that need no cluster, no browser and no network. */

import { defineConfig } from 'vitest/config';

const apart = ['**/node_modules/**', '**/.next/**', '**/dist/**', '**/live/**', '**/e2e/**'];

const workspaces = [
  'packages/contracts',
  'packages/understanding',
  'packages/tengate',
  'apps/api',
  'apps/web',
  'deploy/helm',
];

export default defineConfig({
  test: {
    projects: workspaces.map((root) => ({
      root,
      test: {
        name: root,
        include: ['**/*.test.{ts,tsx}'],
        exclude: apart,
        // Against a hang; tests that start processes take a while on a busy machine.
        testTimeout: 60_000,
        hookTimeout: 60_000,
      },
    })),
  },
});
