import { expect, it } from 'vitest';
import { manifestDocuments } from './release-manifest.ts';

it('reads YAML as Kubernetes does', () => {
  const [document] = manifestDocuments(`
apiVersion: v1
kind: Pod
metadata: { name: a }
spec: { mode: 0440, on: yes, time: 12:30:45, day: 2026-11-29, quoted: "0440" }
`);
  expect(document).toMatchObject({
    spec: { mode: 288, time: '12:30:45', day: '2026-11-29', quoted: '0440' },
  });
});
