/** Which `go build` commands make a set of programs, and what each of them writes: pure. */

import { join } from 'node:path';
import type { Build, Pins, ProgramPin } from './pins.ts';

export type GoBuild = {
  readonly name: string;
  readonly cgo: boolean;
  readonly tags: readonly string[];
  /** Main packages, in the order of work: `go build` compiles what the first ones need first. */
  readonly packages: readonly string[];
  /** File that `go build` writes → the programs that it is. */
  readonly files: ReadonlyMap<string, readonly ProgramPin[]>;
};

/** The commands for `programs`, in the order of the pins file; programs of one build share one command. */
export function planBuilds(pins: Pins, programs: readonly ProgramPin[]): GoBuild[] {
  const wanted = pins.programs.filter((pin) => programs.some((program) => program.name === pin.name));
  const names = [...new Set(wanted.map((pin) => pin.source.build))];
  return names.map((name) => {
    const { cgo, tags } = pins.builds[name] as Build;
    const parts = wanted.filter((pin) => pin.source.build === name);
    const files = Map.groupBy(parts, (pin) => pin.source.file);
    return { name, cgo, tags, packages: [...new Set(parts.map((pin) => pin.source.package))], files };
  });
}

/**
 * Arguments of `go`. Symbols and debug information are left out; versions are stamped per main package, because two
 * programs may stamp the same variable.
 *
 * @param output folder for the files
 */
export function buildArguments(build: GoBuild, output: string): string[] {
  const stamps = new Map<string, Readonly<Record<string, string>>>();
  for (const [pin] of build.files.values()) if (pin) stamps.set(pin.source.package, pin.source.stamps);
  const linkerFlags = [...stamps].map(
    ([main, values]) =>
      `-ldflags=${main}=${['-s', '-w', ...Object.entries(values).map(([symbol, value]) => `-X ${symbol}=${value}`)].join(' ')}`,
  );
  return [
    'build',
    '-v',
    '-trimpath',
    '-buildvcs=false',
    // Debug information is stripped at the end: not writing it takes 12 % off the compilers' time (the API server's packages,
    // 2 cores, November 2026).
    '-gcflags=all=-dwarf=false',
    ...tagArguments(build),
    ...linkerFlags,
    '-o',
    join(output, '/'),
    ...build.packages,
  ];
}

/** Arguments of `go` that name every package of the build, and fetch the modules they are in. */
export function listArguments(build: GoBuild): string[] {
  return ['list', '-deps', ...tagArguments(build), '-f', '{{.ImportPath}}', ...build.packages];
}

function tagArguments({ tags }: GoBuild): string[] {
  return tags.length === 0 ? [] : [`-tags=${tags.join(',')}`];
}
