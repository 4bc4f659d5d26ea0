import { describe, expect, it } from 'vitest';
import { createSignInState } from './sign-in-state.ts';

const answering = (status: number) => async () => new Response(null, { status });

describe('whether somebody has to sign in', () => {
  it('is said by 401 alone, once', async () => {
    const state = createSignInState();
    let told = 0;
    state.subscribe(() => {
      told += 1;
    });
    for (const status of [200, 403, 429, 503]) await state.watch(answering(status))('/api/tasks');
    expect(state.isNeeded()).toBe(false);
    for (const status of [401, 401]) await state.watch(answering(status))('/api/tasks');
    expect(state.isNeeded()).toBe(true);
    expect(told).toBe(1);
  });

  it('passes the answer on, and tells nobody who has stopped listening', async () => {
    const state = createSignInState();
    let told = 0;
    state.subscribe(() => {
      told += 1;
    })();
    expect((await state.watch(answering(401))('/api/tasks')).status).toBe(401);
    expect(told).toBe(0);
  });
});
