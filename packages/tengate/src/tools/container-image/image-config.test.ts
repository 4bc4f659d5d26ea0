import { describe, expect, it } from 'vitest';
import { environmentFile } from './environment-file.ts';
import { describeConfig, imageConfigSchema } from './image-config.ts';
import { fullReference, repositoryOf } from './image-reference.ts';

describe('image configuration', () => {
  it('reads what the image declares', () => {
    const document = imageConfigSchema.parse({
      config: {
        User: '10001:10001',
        ExposedPorts: { '7860/tcp': {} },
        Env: ['A=b'],
        Healthcheck: { Test: ['CMD', 'node'], Interval: 5_000_000_000, Timeout: 0, Retries: 4 },
      },
      history: [{ created_by: 'COPY . .' }, { comment: 'imported' }],
    });
    expect(describeConfig(document)).toEqual({
      user: '10001:10001',
      exposedPorts: ['7860/tcp'],
      env: ['A=b'],
      labels: {},
      healthcheck: {
        test: ['CMD', 'node'],
        intervalMs: 5_000,
        timeoutMs: 30_000,
        startPeriodMs: 0,
        retries: 4,
      },
      history: ['COPY . .', 'imported'],
    });
  });

  it('knows no health check where none is declared or it is switched off', () => {
    const health = (Healthcheck: unknown) =>
      describeConfig(imageConfigSchema.parse({ config: { Healthcheck } })).healthcheck;
    expect(health(undefined)).toBeNull();
    expect(health({ Test: ['NONE'] })).toBeNull();
    expect(health({ Test: [] })).toBeNull();
  });
});

describe('image reference', () => {
  it('completes a short name as the kubelet does', () => {
    expect(fullReference('todo-api', '1')).toBe('docker.io/library/todo-api:1');
    expect(fullReference('team/todo', '1')).toBe('docker.io/team/todo:1');
    expect(fullReference('localhost:5000/todo', '1')).toBe('localhost:5000/todo:1');
    expect(fullReference('ghcr.io/team/todo', '1')).toBe('ghcr.io/team/todo:1');
  });

  it('separates the tag, and only the tag', () => {
    expect(repositoryOf('docker.io/library/todo:1')).toBe('docker.io/library/todo');
    expect(repositoryOf('localhost:5000/todo')).toBe('localhost:5000/todo');
  });
});

describe('environment file', () => {
  it('has a line for each variable and refuses what would become two', () => {
    expect(environmentFile({ A: 'b c', D: 'e=f' })).toBe('A=b c\nD=e=f\n');
    expect(() => environmentFile({ KEY: 'a\nB=c' })).toThrow('KEY');
  });
});
