import { describe, expect, it } from 'vitest';
import { readToolchainSettings } from './settings.ts';

const from = '/home';

describe('toolchain settings', () => {
  it('leave the choice to the tool', () => {
    expect(readToolchainSettings({ environment: {}, from })).toEqual({ mode: 'auto', mirror: null });
  });

  it('take the flag before the environment', () => {
    const environment = { TENGATE_TOOLCHAIN: 'download', TENGATE_MIRROR: '/media/mirror' };
    const settings = readToolchainSettings({ mode: 'source', environment, from });
    expect(settings).toMatchObject({ mode: 'source', mirror: { text: '/media/mirror' } });
    expect(readToolchainSettings({ environment, from }).mode).toBe('download');
  });

  it('refuse a way that there is not, and name those there are', () => {
    expect(() => readToolchainSettings({ mode: 'magic', environment: {}, from })).toThrow(
      expect.objectContaining({
        code: 'toolchain-mode-unknown',
        todo: expect.stringContaining('auto, download, source, path'),
      }),
    );
  });
});
