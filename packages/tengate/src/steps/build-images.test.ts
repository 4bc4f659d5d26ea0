import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../test/fixtures/test-clock.ts';
import { configurationSchema } from '../model/configuration.ts';
import type { ContainerEngine, ImageBuild } from '../ports/container-engine.ts';
import { buildImages, contentTag, imageValues } from './build-images.ts';

const configuration = configurationSchema.parse({
  version: 1,
  application: 'shop',
  release: { name: 'shop', namespace: 'dev', chart: 'chart' },
  images: [
    { name: 'shop-api', dockerfile: 'Dockerfile', context: '.', values: 'api.image', port: 80, path: '/' },
  ],
  services: [{ name: 'api', service: 'shop-api', port: 80, path: '/' }],
});

function build(digest: string) {
  const builds: ImageBuild[] = [];
  const tagged: string[] = [];
  const engine = {
    build: async (image: ImageBuild) => {
      builds.push(image);
      return { reference: `registry:5000/library/${image.name}:${image.tags[0]}`, digest, changed: true };
    },
    tag: async (reference: string, tags: readonly string[]) => {
      tagged.push(`${reference} ${tags.join()}`);
    },
  } as unknown as ContainerEngine;
  const images = buildImages({
    configuration,
    engine,
    version: '1.0.0',
    source: 'abc-dirty-1',
    secrets: { ca: '/ca.crt' },
    clock: createTestClock(),
    progress: () => undefined,
    step: 'build',
  });
  return { images, builds, tagged };
}

describe('the images of an application', () => {
  it('carry version, source and latest, and are deployed by a tag that holds their digest', async () => {
    const { images, builds, tagged } = build(`sha256:${'0123456789abcdef'.repeat(4)}`);
    const [image] = await images;
    expect(builds[0]?.tags).toEqual(['1.0.0', 'abc-dirty-1', 'latest']);
    expect(tagged).toEqual(['registry:5000/library/shop-api:1.0.0 1.0.0-0123456789ab']);
    expect(image).toMatchObject({ repository: 'registry:5000/library/shop-api', tag: '1.0.0-0123456789ab' });
    expect(imageValues(await images)).toEqual({
      'api.image.repository': 'registry:5000/library/shop-api',
      'api.image.tag': '1.0.0-0123456789ab',
    });
  });

  it('have the same tag for the same digest and another one for another', () => {
    expect(contentTag('1', `sha256:${'a'.repeat(64)}`)).toBe(contentTag('1', `sha256:${'a'.repeat(64)}`));
    expect(contentTag('1', `sha256:${'a'.repeat(64)}`)).not.toBe(contentTag('1', `sha256:${'b'.repeat(64)}`));
  });
});
