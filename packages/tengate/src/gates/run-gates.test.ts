import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../test/fixtures/test-clock.ts';
import type { GateNumber } from '../model/gate-result.ts';
import type { Gate } from './gate.ts';
import { unmeasured } from './gate-outcomes.ts';
import { runGates } from './run-gates.ts';

type Context = Parameters<typeof runGates>[0]['context'];

function gate(number: GateNumber, measure: () => Promise<ReturnType<typeof unmeasured>>): Gate<Context> {
  return { number, name: `gate-${number}`, title: `title ${number}`, promise: '', measure };
}

function contextWith(signal?: AbortSignal) {
  const events: string[] = [];
  const context: Context = {
    clock: createTestClock(),
    progress: (event) => events.push(`${event.kind} ${'id' in event ? event.id : ''}`),
    signal,
  };
  return { context, events };
}

describe('the runner of the gates', () => {
  it('measures the chosen ones in their order and reports each', async () => {
    const { context, events } = contextWith();
    const gates = [1, 2, 3].map((number) => gate(number as GateNumber, async () => unmeasured('nothing')));
    const { results, cancelled } = await runGates({ gates, selected: [3, 1], context });
    expect(results.map((result) => result.gate)).toEqual([1, 3]);
    expect(cancelled).toBe(false);
    expect(events).toEqual(['start gate-1', 'end gate-1', 'start gate-3', 'end gate-3']);
  });

  it('calls a gate that fails by itself unknown, never passed', async () => {
    const { context } = contextWith();
    const broken = gate(1, () => Promise.reject(new Error('no answer')));
    const { results } = await runGates({ gates: [broken], selected: [1], context });
    expect(results).toMatchObject([{ verdict: 'unknown', summary: 'could not be measured: no answer' }]);
  });

  it('lets a gate wait for what it measures without counting the wait', async () => {
    const { context, events } = contextWith();
    const waiting = {
      ...gate(2, async () => unmeasured('nothing')),
      after: async () => {
        await context.clock.wait(5_000);
        events.push('at rest');
      },
    };
    const { results } = await runGates({ gates: [waiting], selected: [2], context });
    expect(events).toEqual(['at rest', 'start gate-2', 'end gate-2']);
    expect(results[0]?.durationMs).toBe(0);
  });

  it('calls a gate whose object never came to rest unknown', async () => {
    const { context } = contextWith();
    const hindered = {
      ...gate(2, async () => unmeasured('measured all the same')),
      after: () => Promise.reject(new Error('the watch broke')),
    };
    const { results } = await runGates({ gates: [hindered], selected: [2], context });
    expect(results).toMatchObject([
      { verdict: 'unknown', summary: 'could not be measured: the watch broke' },
    ]);
  });

  it('keeps what was measured before an abort and begins nothing after it', async () => {
    const controller = new AbortController();
    const { context } = contextWith(controller.signal);
    const gates = [
      gate(1, async () => unmeasured('first')),
      gate(2, async () => {
        controller.abort();
        throw new Error('aborted');
      }),
      gate(3, async () => unmeasured('third')),
    ];
    const { results, cancelled } = await runGates({ gates, selected: [1, 2, 3], context });
    expect(cancelled).toBe(true);
    expect(results.map(({ summary }) => summary)).toEqual(['first', 'interrupted before it was measured']);
  });
});
