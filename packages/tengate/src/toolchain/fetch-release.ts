/** Downloads one official release file, verifies it by the checksum published with it, and publishes its programs. */

import { chmod } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { TengateError } from '../model/tengate-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { ProcessRunner } from '../ports/process-runner.ts';
import type { Progress } from '../ports/progress.ts';
import { checkProgram } from './check-program.ts';
import { explainWriteError } from './disk-full.ts';
import { type Fetch, type Opened, openAddress, readText, saveBody } from './download.ts';
import { parseChecksum } from './parse-checksum.ts';
import type { ProgramPin } from './pins.ts';
import type { ProgramCache } from './program-cache.ts';
import { type Mirror, mirrored, type ReleaseFile, readableAddress } from './release-address.ts';
import { fileSha256 } from './sha256.ts';
import { unpackArchive } from './unpack-archive.ts';

const answerWithinMs = 20_000;

export type ReleaseFetch = {
  /** Programs that come out of this one file, with what to take out for each. */
  readonly programs: readonly { readonly pin: ProgramPin; readonly release: ReleaseFile }[];
  /** Name of the staging folder, held by the caller's lock. */
  readonly work: string;
  readonly mirror: Mirror | null;
  readonly cache: ProgramCache;
  readonly fetch: Fetch;
  readonly runner: ProcessRunner;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
};

/** @throws TengateError for a missing file or checksum, a wrong one, a cut download, a full disk; the cache is then as before */
export async function fetchRelease(request: ReleaseFetch): Promise<void> {
  const { cache, work, progress } = request;
  const { name, id, title } = describe(request);
  progress({ kind: 'start', id, title });
  try {
    const folder = await cache.stage(work);
    await fetchInto(folder, request, name, id);
    progress({ kind: 'end', id, outcome: 'done', text: `${name}: checksum verified` });
  } catch (error) {
    const outcome = request.signal?.aborted === true ? 'cancelled' : 'failed';
    progress({ kind: 'end', id, outcome, text: error instanceof Error ? error.message : String(error) });
    throw explainWriteError(error, cache.folder);
  } finally {
    await cache.unstage(work);
  }
}

function describe({ programs, work }: ReleaseFetch): { name: string; id: string; title: string } {
  const names = programs.map(({ pin }) => pin.name).join(', ');
  const version = programs[0]?.pin.version ?? '';
  const name = `${names} ${version}`;
  return { name, id: `toolchain/${work}`, title: `Fetching ${name}` };
}

async function fetchInto(folder: string, request: ReleaseFetch, name: string, id: string): Promise<void> {
  const { programs, mirror, cache, work, clock, runner, progress, signal } = request;
  const [first] = programs;
  if (first === undefined) return;
  const { release } = first;
  const start = clock.monotonicMs();
  const expected = await publishedChecksum(request, release);
  const address = mirrored(release.address, mirror);
  const opened = await open(request, address, release.address);
  const file = join(folder, posix.basename(new URL(address).pathname));
  const sha256 = await saveBody({
    opened,
    address,
    file,
    onBytes: throttle(clock, (bytes) =>
      progress({ kind: 'detail', id, text: amount(name, bytes, opened.bytes) }),
    ),
    signal,
  });
  if (sha256 !== expected) throw checksumMismatch(address, expected, sha256);
  const files = await takeOut(folder, file, request, address);
  for (const { pin } of programs) {
    const program = files.get(pin.name) ?? file;
    await chmod(program, 0o755);
    await cache.publish({
      pin,
      work,
      file: program,
      sha256: program === file ? sha256 : await fileSha256(program),
      origin: 'download',
      from: address,
      tookMs: clock.monotonicMs() - start,
      now: clock.now(),
      check: async (path) =>
        await checkProgram({ file: path, pin, from: readableAddress(address), runner, signal }),
    });
  }
}

async function publishedChecksum(request: ReleaseFetch, release: ReleaseFile): Promise<string> {
  const address = mirrored(release.checksumAddress, request.mirror);
  const opened = await open(request, address, release.checksumAddress);
  const fileName = posix.basename(new URL(release.address).pathname);
  const checksum = parseChecksum(await readText(opened.body), release.checksumFormat, fileName);
  if (checksum !== null) return checksum;
  throw new TengateError({
    code: 'checksum-missing',
    what: `${readableAddress(address)} holds no SHA-256 of ${fileName}, and nothing unverified is taken.`,
    todo:
      request.mirror === null ? 'use --toolchain source' : `mirror it as ${release.checksumAddress} gives it`,
  });
}

async function open(
  request: ReleaseFetch,
  address: string,
  official: string,
): Promise<Extract<Opened, { status: 'open' }>> {
  const { mirror, fetch, signal } = request;
  const opened = await openAddress({ address, fetch, answerWithinMs, signal });
  if (opened.status === 'open') return opened;
  const where = readableAddress(address);
  if (mirror === null) {
    throw new TengateError({
      code: opened.status === 'missing' ? 'release-file-missing' : 'release-unreachable',
      kind: 'unavailable',
      what: `${where} cannot be had: ${opened.why}.`,
      todo: 'use --toolchain source to build it, or --mirror with a folder or address that has it',
    });
  }
  throw new TengateError({
    code: opened.status === 'missing' ? 'mirror-file-missing' : 'mirror-unreachable',
    kind: 'unavailable',
    what: `The mirror ${mirror.text} does not give ${where}: ${opened.why}.`,
    todo: `put ${official} there, or run without --mirror and TENGATE_MIRROR`,
  });
}

/** The program files in `folder`, by program; empty where the download is the program. */
async function takeOut(
  folder: string,
  archive: string,
  { programs, signal }: ReleaseFetch,
  address: string,
): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  const files = new Map<string, string>();
  for (const { pin, release } of programs) {
    if (release.member === null) continue;
    files.set(pin.name, join(folder, `program-${pin.name}`));
    targets.set(release.member, join(folder, `program-${pin.name}`));
  }
  if (targets.size === 0) return files;
  const missing = await unpackArchive(archive, targets).catch((error: unknown) => {
    throw isArchiveError(error) ? notAnArchive(address, error) : error;
  });
  signal?.throwIfAborted();
  if (missing.length === 0) return files;
  throw new TengateError({
    code: 'archive-incomplete',
    what: `${readableAddress(address)} is as its project published it, but does not hold ${missing.join(', ')}.`,
    todo: 'correct `member` in toolchain/pins.yaml, or use --toolchain source',
  });
}

/** zlib and tar-stream name no system call; errors of writing do. */
function isArchiveError(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).syscall === undefined;
}

function notAnArchive(address: string, cause: unknown): TengateError {
  return new TengateError({
    code: 'archive-unreadable',
    what: `${readableAddress(address)} is as it was published there, but is no gzip'ed tar archive.`,
    todo: 'correct the mirror, or the address in toolchain/pins.yaml; or use --toolchain source',
    cause,
  });
}

function checksumMismatch(address: string, expected: string, found: string): TengateError {
  return new TengateError({
    code: 'checksum-mismatch',
    what: `${readableAddress(address)} is not what its project published: SHA-256 ${found}, published ${expected}. It was thrown away.`,
    todo: 'run the command again; if it happens again, the mirror or a proxy changes or keeps an old file: correct it there, or use --toolchain source',
  });
}

function amount(name: string, bytes: number, of: number | null): string {
  const megabytes = (count: number): string => (count / 1e6).toFixed(1);
  return `${name}: ${megabytes(bytes)}${of === null ? '' : ` of ${megabytes(of)}`} MB`;
}

/** A few times a second is enough for a person. */
function throttle(clock: Clock, tell: (bytes: number) => void): (bytes: number) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (bytes) => {
    const now = clock.monotonicMs();
    if (now - last < 200) return;
    last = now;
    tell(bytes);
  };
}
