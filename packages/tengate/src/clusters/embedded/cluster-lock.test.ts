import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { lockCluster } from './cluster-lock.ts';

describe.runIf(process.platform === 'linux')('the lock of a cluster', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tengate-lock-'));
  const file = join(folder, 'run', 'key.lock');
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is refused to a second command, and the first one is named', () => {
    const unlock = lockCluster(file, 'tengate');
    expect(() => lockCluster(file, 'tengate')).toThrow(
      expect.objectContaining({
        code: 'cluster-busy',
        message: expect.stringContaining(`pid ${process.pid}`),
      }),
    );
    unlock();
    lockCluster(file, 'tengate')();
  });

  it('leaves neither file nor folder when it is released', () => {
    lockCluster(file, 'tengate')();
    expect(existsSync(join(folder, 'run'))).toBe(false);
  });

  it.each(['999999999 1', `${process.pid} 1`, ''])(
    'is taken over from an owner that is gone (%j)',
    (content) => {
      lockCluster(file, 'tengate');
      writeFileSync(file, content);
      const unlock = lockCluster(file, 'tengate');
      expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^${process.pid} `));
      unlock();
    },
  );
});
