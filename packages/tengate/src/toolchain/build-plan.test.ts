import { describe, expect, it } from 'vitest';
import { buildArguments, planBuilds } from './build-plan.ts';
import { pinNamed, readPins } from './pins.ts';

const pins = await readPins(new URL('../../../../toolchain/pins.yaml', import.meta.url).pathname);
const plan = (...names: string[]) =>
  planBuilds(
    pins,
    names.map((name) => pinNamed(pins, name)),
  );

describe('the plan of a build from source', () => {
  it('makes one command for all that can be built together, in the order of the pins', () => {
    const [build, ...others] = plan('helm', 'kubelet', 'etcd');
    expect(others).toEqual([]);
    expect(build?.packages).toEqual([
      'tengate.dev/toolchain/cmd/etcd',
      'tengate.dev/toolchain/cmd/kube',
      'helm.sh/helm/v4/cmd/helm',
    ]);
  });

  it('links the programs of a multi-call file once', () => {
    const [build] = plan('kubelet', 'kubectl');
    expect(
      [...(build?.files ?? [])].map(([file, programs]) => [file, programs.map(({ name }) => name)]),
    ).toEqual([['kube', ['kubelet', 'kubectl']]]);
    expect(build?.packages).toHaveLength(1);
  });

  it('gives runc its own command with cgo, and Helm 3 its own because of its name', () => {
    const builds = plan('helm3', 'helm', 'runc');
    expect(builds.map(({ name, cgo }) => [name, cgo])).toEqual([
      ['runc', true],
      ['static', false],
      ['helm3', false],
    ]);
    expect([...(builds[2]?.files.keys() ?? [])]).toEqual(['helm']);
  });

  it('stamps each main package with its own versions', () => {
    const [build] = plan('kubelet', 'metrics-server');
    const args = build === undefined ? [] : buildArguments(build, '/out');
    expect(args).toContain('-tags=no_btrfs,no_zfs,no_devmapper');
    const flags = args.filter((arg) => arg.startsWith('-ldflags='));
    expect(flags).toHaveLength(2);
    expect(flags[0]).toMatch(
      /^-ldflags=tengate\.dev\/toolchain\/cmd\/kube=-s -w -X \S+gitVersion=v1\.36\.3 /,
    );
    expect(flags[1]).toMatch(/^-ldflags=sigs\.k8s\.io\/metrics-server\S+=-s -w -X \S+gitVersion=v0\.9\.0 /);
    expect(args.slice(args.indexOf('-o'), args.indexOf('-o') + 2)).toEqual(['-o', '/out/']);
  });
});
