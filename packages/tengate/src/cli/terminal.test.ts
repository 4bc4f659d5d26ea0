import { describe, expect, it } from 'vitest';
import { detectTerminal } from './terminal.ts';

const tty = { isTTY: true, columns: 80, rows: 24 };
const pipe = {};
const base = { stdout: tty, stderr: tty, environment: {}, noColour: false };

describe('detectTerminal', () => {
  it('gives colours and a live view to a terminal', () => {
    expect(detectTerminal(base)).toEqual({ stdoutColours: true, stderrColours: true, live: true });
  });

  it('gives neither to a pipe', () => {
    expect(detectTerminal({ ...base, stdout: pipe, stderr: pipe })).toEqual({
      stdoutColours: false,
      stderrColours: false,
      live: false,
    });
  });

  it('judges each stream by itself', () => {
    expect(detectTerminal({ ...base, stdout: pipe })).toMatchObject({
      stdoutColours: false,
      stderrColours: true,
    });
  });

  it.each([
    { environment: { NO_COLOR: '1' } },
    { noColour: true },
    { environment: { NO_COLOR: '1', FORCE_COLOR: '1' } },
  ])('turns colours off for %j, and keeps the live view', (asked) => {
    expect(detectTerminal({ ...base, ...asked })).toEqual({
      stdoutColours: false,
      stderrColours: false,
      live: true,
    });
  });

  it('takes an empty NO_COLOR for not set', () => {
    expect(detectTerminal({ ...base, environment: { NO_COLOR: '' } }).stdoutColours).toBe(true);
  });

  it.each([{ TERM: 'dumb' }, { CI: 'true' }])('does not redraw with %j', (environment) => {
    expect(detectTerminal({ ...base, environment }).live).toBe(false);
  });
});
