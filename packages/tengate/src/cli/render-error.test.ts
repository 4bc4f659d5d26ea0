import { describe, expect, it } from 'vitest';
import { TengateError } from '../model/tengate-error.ts';
import { renderError } from './render-error.ts';

const plain = { colours: false, debug: false };

describe('renderError', () => {
  const error = new TengateError({
    code: 'port-taken',
    what: 'Port 6443 is taken by another program.',
    todo: 'Stop it.',
    more: 'tengate cluster status',
    kind: 'unavailable',
    cause: new Error('EADDRINUSE'),
  });

  it('says what happened, what to do and what shows more, without a stack', () => {
    const { text, exitCode } = renderError(error, plain);
    expect(text).toBe(
      'error: Port 6443 is taken by another program.\n  to do: Stop it.\n  more:  tengate cluster status\n',
    );
    expect(exitCode).toBe(4);
  });

  it('adds the stack and the cause with --debug', () => {
    const { text } = renderError(error, { ...plain, debug: true });
    expect(text).toMatch(
      /TengateError: Port 6443[\s\S]*\n {4}at [\s\S]*caused by:\nError: EADDRINUSE\n {4}at /,
    );
  });

  it('calls an unexpected error a fault of Tengate', () => {
    expect(renderError(new TypeError('x is not a function'), plain)).toMatchObject({
      text: expect.stringContaining('Tengate itself failed: x is not a function'),
      json: { error: { code: 'internal-error' } },
      exitCode: 1,
    });
  });

  it('tells a full disk from a fault of Tengate', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    expect(renderError(full, plain).json.error.code).toBe('disk-full');
  });

  it.each([
    ['usage', 2],
    ['failed', 1],
    ['cancelled', 130],
  ] as const)('ends a %s error with %i', (kind, exitCode) => {
    expect(renderError(new TengateError({ code: 'x', what: 'x', todo: 'x', kind }), plain).exitCode).toBe(
      exitCode,
    );
  });

  it('shows no secret', () => {
    const leaking = new TengateError({
      code: 'x',
      what: 'cannot reach postgres://u:hunter2@db/x',
      todo: 'x',
    });
    expect(JSON.stringify(renderError(leaking, { ...plain, debug: true }))).not.toContain('hunter2');
  });
});
