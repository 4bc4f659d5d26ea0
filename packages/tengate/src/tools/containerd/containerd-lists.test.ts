import { describe, expect, it } from 'vitest';
import { ctrMessage } from './ctr.ts';
import { parseImageList } from './parse-image-list.ts';
import { parseTaskList } from './parse-task-list.ts';
import { imagesToRemove } from './prune-images.ts';

const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;

describe("containerd's lists", () => {
  it('reads the images', () => {
    const table = `REF                         TYPE                                       DIGEST    SIZE      PLATFORMS   LABELS
docker.io/library/node:26   application/vnd.oci.image.manifest.v1+json ${digest('a')} 246.7 MiB linux/amd64 io.cri-containerd.image=managed
${digest('b')}  application/vnd.oci.image.manifest.v1+json ${digest('a')} 246.7 MiB linux/amd64 -
`;
    expect(parseImageList(table)).toEqual([
      { name: 'docker.io/library/node:26', digest: digest('a') },
      { name: digest('b'), digest: digest('a') },
    ]);
    expect(parseImageList('REF TYPE DIGEST SIZE PLATFORMS LABELS\n')).toEqual([]);
  });

  it('reads the tasks', () => {
    expect(parseTaskList('TASK    PID     STATUS    \nalone   4064    RUNNING\n')).toEqual([
      { name: 'alone', pid: 4064, status: 'RUNNING' },
    ]);
  });

  it('tells what ctr says from what a container says', () => {
    expect(ctrMessage({ stderr: 'warning of the program\n' })).toBeNull();
    expect(ctrMessage({ stderr: 'x\nctr: container "a" not found\n' })).toBe('container "a" not found');
  });

  it('removes old tags and the records that would keep their layers, and nothing that still has a name', () => {
    const api = 'docker.io/library/api';
    const images = [
      { name: `${api}:1`, digest: digest('a') },
      { name: `${api}:2`, digest: digest('b') },
      { name: `${api}:2-bbb`, digest: digest('b') },
      { name: `${api}-tools:1`, digest: digest('c') },
      { name: digest('1'), digest: digest('a') },
      { name: digest('2'), digest: digest('b') },
    ];
    expect(imagesToRemove(images, api, new Set([`${api}:2`]))).toEqual([
      `${api}:1`,
      `${api}:2-bbb`,
      digest('1'),
    ]);
  });
});
