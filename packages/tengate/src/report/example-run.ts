/** A run as tests of the report need it: one gate of every verdict. */

import type { GateResult } from '../model/gate-result.ts';
import type { RunRecord } from '../model/run-record.ts';

export function exampleRun(): RunRecord {
  return {
    version: 1,
    id: '20261120T233440Z-prove',
    command: 'prove',
    application: 'todo-chatbot',
    startedAt: '2026-11-20T23:34:40.000Z',
    durationMs: 83_400,
    machine: { os: 'Debian GNU/Linux 12', kernel: '6.18.5', architecture: 'x64', cpus: 2, memoryMiB: 7951 },
    versions: { kubernetes: '1.36.3', helm: '4.3.1' },
    cluster: { provider: 'embedded', name: 'tengate' },
    steps: [
      { name: 'tools', outcome: 'unchanged', durationMs: 120, summary: 'all 12 programs present' },
      { name: 'cluster', outcome: 'done', durationMs: 8_900, summary: 'started' },
    ],
    gates: [
      gate({
        gate: 1,
        name: 'container-build',
        title: 'Container build',
        verdict: 'passed',
        summary: '2 images built, healthy, non-root, no secret in 14 layers',
        measurements: [
          { name: 'todo-chatbot-api size', value: 48.2, unit: 'MB', bound: '< 500 MB', verdict: 'passed' },
          { name: 'todo-chatbot-api user', value: 1000 },
        ],
      }),
      gate({
        gate: 2,
        name: 'kubernetes-deploy',
        title: 'Kubernetes deploy',
        verdict: 'failed',
        summary: '1 Warning event',
        measurements: [{ name: 'Warning events', value: 1, unit: 'count', bound: '0', verdict: 'failed' }],
        findings: [
          {
            code: 'image-not-found',
            subject: 'Pod/hackathon-dev/todo-chatbot-api-1',
            what: 'The image <todo:9> "cannot" be pulled & is not in the store.',
            todo: 'Build it with: tengate build',
          },
        ],
        evidence: [{ kind: 'events', subject: 'hackathon-dev', data: [{ reason: 'ErrImageNeverPull' }] }],
      }),
      gate({
        gate: 3,
        name: 'pod-health',
        title: 'Pod health',
        verdict: 'unknown',
        summary: 'The watch broke off.',
      }),
      gate({
        gate: 4,
        name: 'service-access',
        title: 'Service access',
        verdict: 'skipped',
        summary: 'Not asked for.',
      }),
    ],
    verdict: 'failed',
    addresses: [{ name: 'web', url: 'http://127.0.0.1:30080/' }],
  };
}

function gate(
  part: Pick<GateResult, 'gate' | 'name' | 'title' | 'verdict' | 'summary'> & Partial<GateResult>,
): GateResult {
  return {
    measurements: [],
    findings: [],
    evidence: [],
    startedAt: '2026-11-20T23:35:00.000Z',
    durationMs: 1_250,
    ...part,
  };
}
