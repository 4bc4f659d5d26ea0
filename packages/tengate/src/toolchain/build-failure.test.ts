import { describe, expect, it } from 'vitest';
import { buildFailure } from './build-failure.ts';

const failure = (output: string) =>
  buildFailure({
    doing: 'Building kube from source',
    output,
    folder: '/cache',
    command: 'cd /m && go build',
  });

describe('a failed go command', () => {
  it.each([
    ['write /cache/x: no space left on device', 'disk-full'],
    ['go: go.mod requires go >= 1.26.8 (running go 1.24.1; GOTOOLCHAIN=local)', 'go-too-old'],
    ['cgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH', 'compiler-missing'],
    ['go: a@v1: Get "https://p.example/a": dial tcp: lookup p.example: no such host', 'modules-unreachable'],
    ['go: a@v1: reading https://p.example/a: 403 Forbidden', 'modules-unreachable'],
    ['# k8s.io/x\n./a.go:3:1: undefined: y', 'build-failed'],
  ])('%s', (output, code) => {
    expect(failure(output)).toMatchObject({ code, todo: expect.stringMatching(/\w/) });
  });

  it('shows the last lines, without the names of what compiled well', () => {
    const error = failure('k8s.io/api/core/v1\ngo: downloading a v1\n# k8s.io/x\n./a.go:3:1: undefined: y\n');
    expect(error.message).toBe('Building kube from source failed:\n# k8s.io/x\n./a.go:3:1: undefined: y');
    expect(error.more).toBe('cd /m && go build');
  });
});
