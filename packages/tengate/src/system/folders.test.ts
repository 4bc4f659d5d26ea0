import { describe, expect, it } from 'vitest';
import { foldersFrom } from './folders.ts';

describe('foldersFrom', () => {
  it('keeps things under the home folder when nothing is set', () => {
    expect(foldersFrom({}, '/home/ada')).toEqual({
      cache: '/home/ada/.cache/tengate',
      state: '/home/ada/.local/state/tengate',
    });
  });

  it('follows the XDG variables, and ignores relative ones as the specification says', () => {
    expect(foldersFrom({ XDG_CACHE_HOME: '/fast', XDG_STATE_HOME: 'here' }, '/home/ada')).toEqual({
      cache: '/fast/tengate',
      state: '/home/ada/.local/state/tengate',
    });
  });
});
