import { describe, expect, it } from 'vitest';
import { createOperationFixture } from '../../test/fixtures/operation-fixture.ts';
import type { ProgressEvent } from '../ports/progress.ts';
import type { GateOutcome } from './gate.ts';
import { type ChangeScene, measureChanges } from './measure-changes.ts';

const passed: GateOutcome = {
  verdict: 'passed',
  summary: 'all is well',
  measurements: [],
  findings: [],
  evidence: [],
};

function changing() {
  const { context, releases } = createOperationFixture();
  const told: ProgressEvent[] = [];
  const change = async ({ target }: ChangeScene): Promise<void> => {
    await target.releases.deploy({ description: 'changed' } as never);
  };
  return {
    releases,
    told,
    change,
    measured: (measure: (scene: ChangeScene) => Promise<GateOutcome>) =>
      measureChanges({
        context: { ...context, progress: (event) => void told.push(event) },
        gate: 7,
        underLoad: false,
        measure,
      }),
  };
}

describe('a gate that changes the release', () => {
  it('leaves it as it was', async () => {
    const { change, measured, releases } = changing();
    const outcome = await measured(async (scene) => {
      await change(scene);
      return passed;
    });
    expect(outcome).toEqual(passed);
    expect(releases.revisions.map(({ description }) => description)).toEqual([
      'tengate inputs 0123456789abcdef',
      'changed',
      'tengate inputs 0123456789abcdef',
    ]);
  });

  it('does not touch what it did not change', async () => {
    const { measured, releases } = changing();
    await measured(async () => passed);
    expect(releases.requests).toEqual([]);
  });

  it('fails where it cannot be put back, whatever it measured', async () => {
    const { change, measured, releases } = changing();
    const outcome = await measured(async (scene) => {
      await change(scene);
      releases.manager.deploy = async () => ({ status: 'failed', message: 'quota', command: 'helm' });
      return passed;
    });
    expect(outcome).toMatchObject({
      verdict: 'failed',
      summary: 'release-not-put-back; all is well',
      findings: [{ code: 'release-not-put-back', what: expect.stringContaining('quota') }],
    });
  });

  it('puts it back after a fault too, and tells the fault; that it is not back is told beside it', async () => {
    const { change, measured, releases, told } = changing();
    const measuring = measured(async (scene) => {
      await change(scene);
      releases.manager.history = () => Promise.reject(new Error('the API server is gone'));
      throw new Error('a fault');
    });
    await expect(measuring).rejects.toThrow('a fault');
    expect(told).toMatchObject([{ kind: 'notice', text: expect.stringContaining('the API server is gone') }]);
  });

  it('needs a load where it says so', async () => {
    const { context } = createOperationFixture();
    const outcome = await measureChanges({
      context,
      gate: 7,
      underLoad: true,
      measure: async () => passed,
    });
    expect(outcome).toMatchObject({ verdict: 'unknown', summary: expect.stringContaining('`load`') });
  });
});
