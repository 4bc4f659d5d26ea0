import { describe, expect, it } from 'vitest';
import { helmRefused } from './helm-refused.ts';

describe('what Helm refused', () => {
  it("is told in Helm's own words, with what the caller knows to do", () => {
    expect(helmRefused('no such value', 'correct the values')).toEqual({
      code: 'helm-refused',
      subject: 'release',
      what: 'no such value',
      todo: 'correct the values',
    });
    expect(helmRefused('no such value').todo).toBe('correct the chart or its values');
  });

  it('names the way out of a conflict with another manager of a field, whoever asks', () => {
    const message =
      'conflict occurred while applying object dev/api apps/v1, Kind=Deployment: .spec.replicas';
    expect(helmRefused(message, 'correct the values').todo).toContain('`tengate rollback`');
  });
});
