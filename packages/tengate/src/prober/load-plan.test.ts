import { describe, expect, it } from 'vitest';
import { planOf } from '../../test/fixtures/stepped-load.ts';
import { loadPlanSchema } from './load-plan.ts';

describe('the plan of a load', () => {
  it('is accepted with an end in time and in requests', () => {
    expect(loadPlanSchema.safeParse(planOf([{ timeoutMs: 5_000 }, { timeoutMs: 5_000 }])).success).toBe(true);
  });

  it.each([
    ['two streams of one name', planOf([{ name: 'a' }, { name: 'a' }]), 'the same name'],
    [
      'more requests than it may come to',
      planOf([{ ratePerSecond: 4_000, timeoutMs: 5_000 }], 600_000),
      '2000000 requests',
    ],
    [
      'more requests at once than fit',
      planOf([{ ratePerSecond: 1_000, timeoutMs: 60_000 }]),
      'up to 60000 requests wait at once',
    ],
    ['a scheme that it does not speak', planOf([{ url: 'https://shop/', timeoutMs: 5_000 }]), 'Invalid URL'],
  ])('is refused with %s', (_, plan, message) => {
    expect(loadPlanSchema.safeParse(plan).error?.issues[0]?.message).toContain(message);
  });
});
