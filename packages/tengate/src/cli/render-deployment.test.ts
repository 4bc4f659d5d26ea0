import { describe, expect, it } from 'vitest';
import { type Deployment, deploymentJson, deploymentVerdict, renderDeployment } from './render-deployment.ts';

const failed: Deployment = {
  status: 'failed',
  summary: 'ended after 3.1 s: Pod api-1 cannot become ready',
  findings: [{ code: 'image-not-found', subject: 'Pod/dev/api-1', what: 'no such image', todo: 'build it' }],
  evidence: [{ kind: 'log', subject: 'Pod/dev/api-1', data: 'x' }],
  afterSeconds: 3.1,
  early: true,
};

describe('a deployment', () => {
  it.each([
    [{ status: 'settled', revision: 3, summary: '' }, 'passed', 'Deployed as revision 3.'],
    [{ status: 'unchanged', revision: 3 }, 'passed', 'Unchanged: revision 3'],
    [failed, 'failed', 'image-not-found  Pod/dev/api-1\n    no such image\n    To do: build it'],
    [
      { status: 'not-tried', finding: { code: 'dns', subject: 'cluster', what: 'no DNS', todo: 'look' } },
      'unknown',
      'dns  cluster\n    no DNS',
    ],
    [{ status: 'cancelled' }, 'unknown', 'Cancelled.'],
  ] as const)('%j is %s', (deployment, verdict, text) => {
    expect(deploymentVerdict(deployment)).toBe(verdict);
    expect(renderDeployment(deployment, 80)).toContain(text);
  });

  it('gives a program the evidence of a failure', () => {
    expect(deploymentJson(failed)).toEqual(failed);
  });
});
