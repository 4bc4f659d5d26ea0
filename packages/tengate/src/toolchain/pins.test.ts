import { readFile } from 'node:fs/promises';
import semver from 'semver';
import { describe, expect, it } from 'vitest';
import { parsePins, pinNamed, readPins } from './pins.ts';
import { releaseFile } from './release-address.ts';

const toolchain = new URL('../../../../toolchain/', import.meta.url);
const pins = await readPins(new URL('pins.yaml', toolchain).pathname);

describe('the pins file of this repository', () => {
  it('pins a version that its own range accepts, for every program', () => {
    for (const pin of pins.programs) expect(semver.satisfies(pin.version, pin.accepts), pin.name).toBe(true);
  });

  it('names every program once', () => {
    const names = [...pins.programs, ...pins.found].map((pin) => pin.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('gives the addresses that the projects publish under', () => {
    const linux = { os: 'linux', arch: 'amd64' } as const;
    const addresses = ['kubelet', 'runc', 'buildctl', 'helm', 'bridge', 'coredns'].map(
      (name) => releaseFile(pinNamed(pins, name), linux)?.address,
    );
    expect(addresses).toEqual([
      'https://dl.k8s.io/release/v1.36.3/bin/linux/amd64/kubelet',
      'https://github.com/opencontainers/runc/releases/download/v1.5.2/runc.amd64',
      'https://github.com/moby/buildkit/releases/download/v0.26.3/buildkit-v0.26.3.linux-amd64.tar.gz',
      'https://get.helm.sh/helm-v4.3.1-linux-amd64.tar.gz',
      'https://github.com/containernetworking/plugins/releases/download/v1.9.1/cni-plugins-linux-amd64-v1.9.1.tgz',
      'https://github.com/coredns/coredns/releases/download/v1.14.7/coredns_1.14.7_linux_amd64.tgz',
    ]);
  });

  it('has helm and kubectl for macOS, and no kubelet', () => {
    const mac = { os: 'darwin', arch: 'arm64' } as const;
    expect(releaseFile(pinNamed(pins, 'helm'), mac)).toMatchObject({ member: 'darwin-arm64/helm' });
    expect(releaseFile(pinNamed(pins, 'kubectl'), mac)).not.toBeNull();
    expect(releaseFile(pinNamed(pins, 'kubelet'), mac)).toBeNull();
  });

  it('names the versions that the Go module builds', async () => {
    const module = await readFile(new URL('go/go.mod', toolchain), 'utf8');
    const built: Record<string, string> = {
      'k8s.io/kubernetes': pinNamed(pins, 'kubelet').version,
      'go.etcd.io/etcd/server/v3': pinNamed(pins, 'etcd').version,
      'github.com/containerd/containerd/v2': pinNamed(pins, 'containerd').version,
      'github.com/opencontainers/runc': pinNamed(pins, 'runc').version,
      'github.com/containernetworking/plugins': pinNamed(pins, 'bridge').version,
      'github.com/coredns/coredns': pinNamed(pins, 'coredns').version,
      'github.com/moby/buildkit': pinNamed(pins, 'buildctl').version,
      'helm.sh/helm/v4': pinNamed(pins, 'helm').version,
      'helm.sh/helm/v3': pinNamed(pins, 'helm3').version,
      'sigs.k8s.io/metrics-server': pinNamed(pins, 'metrics-server').version,
    };
    for (const [path, version] of Object.entries(built)) {
      expect(module).toMatch(new RegExp(`^\\s*${path.replaceAll('.', '\\.')} v${version}( |$)`, 'm'));
    }
  });
});

describe('a pins file', () => {
  it('that is no YAML is named with its line', () => {
    expect(() => parsePins('version: 1\nbuilds: {a: b', 'pins.yaml')).toThrow(/pins\.yaml:\d/);
  });

  it('that misses something says what', () => {
    expect(() => parsePins('version: 1\nbuilds: {}\nprojects: []\n', 'pins.yaml')).toThrow(/found/);
  });

  it('knows what was meant by a mistyped program', () => {
    expect(() => pinNamed(pins, 'kubelt')).toThrow(
      expect.objectContaining({ code: 'program-unknown', todo: 'did you mean "kubelet"?' }),
    );
  });
});
