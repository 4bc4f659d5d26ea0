import { describe, expect, it } from 'vitest';
import { parseProcStat } from './proc-stat.ts';

const tail = 'S 1 17 17 0 -1 4194304 100 0 0 0 5 3 0 0 20 0 9 0 123456 1000000 200 18446744073709551615';

describe('/proc/<pid>/stat', () => {
  it('gives pid, command, state, parent and start time', () => {
    expect(parseProcStat(`4242 (kubelet) ${tail}`)).toEqual({
      pid: 4242,
      command: 'kubelet',
      state: 'S',
      parent: 1,
      startTime: 123456,
    });
  });

  it('reads a command that holds blanks and parentheses', () => {
    expect(parseProcStat(`7 (a (b) c) ${tail}`)).toMatchObject({ pid: 7, command: 'a (b) c', parent: 1 });
  });

  it.each(['', 'nonsense', '12 (cut', '12 (cut) S 1'])('gives null for %j', (text) => {
    expect(parseProcStat(text)).toBeNull();
  });
});
