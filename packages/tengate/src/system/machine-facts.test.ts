import { describe, expect, it } from 'vitest';
import { prettyName, readMachineFacts } from './machine-facts.ts';

describe('machine facts', () => {
  it.each([
    ['NAME=x\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n', 'Debian GNU/Linux 12 (bookworm)'],
    ["PRETTY_NAME='Alpine Linux v3.24'\n", 'Alpine Linux v3.24'],
    ['PRETTY_NAME=Void\n', 'Void'],
    ['', null],
  ])('reads the name of the system from %j', (text, name) => {
    expect(prettyName(text)).toBe(name);
  });

  it('measures this machine', async () => {
    const facts = await readMachineFacts();
    expect(facts.architecture).toBe(process.arch);
    expect(facts.cpus).toBeGreaterThan(0);
    expect(facts.memoryMiB).toBeGreaterThan(0);
  });
});
