/** Owns the form of `toolchain/pins.yaml`, and hands it out program by program. */

import { readFile } from 'node:fs/promises';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { closestName } from '../model/closest-name.ts';
import { TengateError } from '../model/tengate-error.ts';

/** Who needs a program: every run, the embedded cluster, a build from source, only another part of the toolchain, or nobody. */
export const needs = ['always', 'cluster', 'source', 'part', 'optional'] as const;
export type Need = (typeof needs)[number];

export const checksumFormats = ['beside', 'list', 'github'] as const;
export type ChecksumFormat = (typeof checksumFormats)[number];

const text = z.string().min(1);
const platforms = z.array(z.string().regex(/^(linux|darwin)\/(amd64|arm64)$/)).min(1);
const version = z.string().regex(/^\d+\.\d+\.\d+$/);
const ask = { ask: z.array(z.string()).optional(), answer: text.optional() };

const programSchema = z.strictObject({
  name: text,
  need: z.enum(needs),
  accepts: text.optional(),
  installedAs: z.array(text).optional(),
  package: text,
  released: z.boolean().default(true),
  platforms: platforms.optional(),
  ...ask,
});

const projectSchema = z.strictObject({
  name: text,
  version,
  accepts: text.optional(),
  folders: z.array(text).optional(),
  release: z
    .strictObject({
      file: z.url(),
      checksum: z.strictObject({ file: text, format: z.enum(checksumFormats) }),
      member: text.optional(),
      platforms,
    })
    .optional(),
  source: z.strictObject({
    build: text,
    group: text,
    file: text.optional(),
    stamps: z.record(z.string(), z.string()).default({}),
    platforms: z.array(z.enum(['linux', 'darwin'])).min(1),
  }),
  programs: z.array(programSchema).min(1),
});

const pinsSchema = z.strictObject({
  version: z.literal(1),
  builds: z.record(z.string(), z.strictObject({ cgo: z.boolean(), tags: z.array(text) })),
  projects: z.array(projectSchema),
  found: z.array(
    z.strictObject({ name: text, need: z.enum(needs), accepts: text.optional(), todo: text, ...ask }),
  ),
});

/** How an installed copy is found and told to be this program. */
export type InstalledLookup = {
  readonly names: readonly string[];
  /** Folders to look in, or `null` for those of PATH. */
  readonly folders: readonly string[] | null;
};

/** How a program tells its version: arguments, and the pattern whose first group it is. */
export type VersionQuestion = { readonly args: readonly string[]; readonly answer: RegExp };

export type ReleasePin = {
  /** Templates; see `release-address.ts`. */
  readonly file: string;
  readonly checksum: { readonly file: string; readonly format: ChecksumFormat };
  /** Path inside the archive, or `null` where the file is the program itself. */
  readonly member: string | null;
  readonly platforms: readonly string[];
};

export type SourcePin = {
  readonly build: string;
  /** Programs of one group are built together when one of them is asked for. */
  readonly group: string;
  readonly package: string;
  /** What `go build` calls the file; differs from the program's name for a multi-call file. */
  readonly file: string;
  readonly stamps: Readonly<Record<string, string>>;
  readonly systems: readonly string[];
};

export type ProgramPin = {
  readonly name: string;
  readonly project: string;
  readonly need: Need;
  readonly version: string;
  /** Range of versions that will do, as npm writes ranges. */
  readonly accepts: string;
  readonly installed: InstalledLookup;
  readonly question: VersionQuestion | null;
  readonly release: ReleasePin | null;
  readonly source: SourcePin;
};

/** A program that is only ever found. */
export type FoundPin = Pick<ProgramPin, 'name' | 'need' | 'installed' | 'question'> & {
  /** `*` where any version will do. */
  readonly accepts: string;
  readonly todo: string;
};

export type Build = { readonly cgo: boolean; readonly tags: readonly string[] };

export type Pins = {
  /** In the order of work. */
  readonly programs: readonly ProgramPin[];
  readonly found: readonly FoundPin[];
  readonly builds: Readonly<Record<string, Build>>;
};

/** @throws TengateError `pins-unreadable`, with file and line */
export async function readPins(file: string): Promise<Pins> {
  try {
    return parsePins(await readFile(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof TengateError) throw error;
    throw unreadable(file, error instanceof Error ? error.message : String(error), error);
  }
}

/** @param file named in errors only */
export function parsePins(content: string, file: string): Pins {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false });
  const [syntax] = document.errors;
  if (syntax !== undefined) {
    throw unreadable(`${file}:${lines.linePos(syntax.pos[0]).line}`, syntax.message);
  }
  const parsed = pinsSchema.safeParse(document.toJS());
  if (!parsed.success) throw unreadable(file, z.prettifyError(parsed.error).replaceAll('\n', ' '));
  const unknown = parsed.data.projects.find((project) => !(project.source.build in parsed.data.builds));
  if (unknown !== undefined) throw unreadable(file, `${unknown.name} names no build of this file`);
  return {
    programs: parsed.data.projects.flatMap((project) =>
      project.programs.map((program) => pinOf(project, program)),
    ),
    found: parsed.data.found.map((found) => ({
      name: found.name,
      need: found.need,
      accepts: found.accepts ?? '*',
      todo: found.todo,
      installed: { names: [found.name], folders: null },
      question: questionOf(found),
    })),
    builds: parsed.data.builds,
  };
}

/** @throws TengateError `program-unknown`, with the nearest name */
export function pinNamed(pins: Pins, name: string): ProgramPin {
  const pin = pins.programs.find((program) => program.name === name);
  if (pin !== undefined) return pin;
  const names = pins.programs.map((program) => program.name);
  const near = closestName(name, names);
  throw new TengateError({
    code: 'program-unknown',
    kind: 'usage',
    what: `The toolchain has no program "${name}".`,
    todo: near === null ? `choose one of: ${names.join(', ')}` : `did you mean "${near}"?`,
    more: 'tengate toolchain list',
  });
}

/** Whether a run with (or without) the embedded cluster cannot do without the program. */
export function isRequired({ need }: Pick<ProgramPin, 'need'>, run: { readonly cluster: boolean }): boolean {
  return need === 'always' || (run.cluster && need === 'cluster');
}

type Project = z.output<typeof projectSchema>;
type Program = z.output<typeof programSchema>;

function pinOf(project: Project, program: Program): ProgramPin {
  const { release, source } = project;
  return {
    name: program.name,
    project: project.name,
    need: program.need,
    version: project.version,
    accepts: program.accepts ?? project.accepts ?? project.version,
    installed: { names: program.installedAs ?? [program.name], folders: foldersOf(project, program) },
    question: questionOf(program),
    release:
      release === undefined || !program.released
        ? null
        : {
            file: release.file,
            checksum: release.checksum,
            member: release.member ?? null,
            platforms: program.platforms ?? release.platforms,
          },
    source: {
      build: source.build,
      group: source.group,
      package: program.package,
      file: source.file ?? program.name,
      stamps: Object.fromEntries(
        Object.entries(source.stamps).map(([symbol, value]) => [
          symbol,
          value.replaceAll('{version}', project.version),
        ]),
      ),
      systems: source.platforms,
    },
  };
}

/** A program that its project does not release under this name cannot be installed under it either. */
function foldersOf(project: Project, program: Program): readonly string[] | null {
  return program.released ? (project.folders ?? null) : [];
}

function questionOf(program: {
  ask?: string[] | undefined;
  answer?: string | undefined;
}): VersionQuestion | null {
  if (program.ask === undefined || program.answer === undefined) return null;
  return { args: program.ask, answer: new RegExp(program.answer) };
}

function unreadable(where: string, why: string, cause?: unknown): TengateError {
  return new TengateError({
    code: 'pins-unreadable',
    what: `The list of programs cannot be read (${where}): ${why}.`,
    todo: 'restore toolchain/pins.yaml from version control, or correct it there',
    cause,
  });
}
