import { expect, it } from 'vitest';
import { mountsBelow } from './mounts.ts';

const info = [
  '22 27 0:21 / /proc rw - proc proc rw',
  '40 27 254:0 /x /state/a rw - ext4 /dev/vda rw',
  '41 40 254:0 /y /state/a/b\\040c rw shared:1 - ext4 /dev/vda rw',
  '42 27 254:0 /z /state/another rw - ext4 /dev/vda rw',
  '',
].join('\n');

it('mounts at or below a folder come deepest first, and a folder of a similar name is another one', () => {
  expect(mountsBelow(info, '/state/a')).toEqual(['/state/a/b c', '/state/a']);
});
