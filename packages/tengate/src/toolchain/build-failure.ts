/** Turns the output of a `go` command that failed into the error a person reads: pure. */

import { TengateError } from '../model/tengate-error.ts';
import { diskFull } from './disk-full.ts';

const lastLines = 12;

/**
 * @param options.doing  `Building kube, etcd`, for the message
 * @param options.folder the cache, which a full disk is looked for in
 */
export function buildFailure(options: {
  readonly doing: string;
  readonly output: string;
  readonly folder: string;
  readonly command: string;
}): TengateError {
  const { doing, output, folder, command } = options;
  if (/no space left on device|disk quota exceeded/i.test(output)) return diskFull(folder);
  const tooOld = /requires go >= (\S+) \(running go (\S+?)[;)]/.exec(output);
  if (tooOld !== null) return goTooOld(tooOld[2] ?? 'unknown', tooOld[1] ?? 'a newer one');
  const tail = tailOf(output);
  if (/C compiler .* not found|exec: "(gcc|cc|clang|pkg-config)"/.test(output)) {
    return new TengateError({
      code: 'compiler-missing',
      kind: 'unavailable',
      what: `${doing} needs a C compiler and pkg-config: ${tail}`,
      todo: 'install gcc, the C library headers, pkg-config and libseccomp headers, then run the command again',
    });
  }
  if (unreachable.test(output)) {
    const last = [...output.matchAll(/^go: downloading (\S+ \S+)/gm)].at(-1)?.[1];
    const which = last === undefined ? '' : ` (the last one asked for: ${last})`;
    return new TengateError({
      code: 'modules-unreachable',
      kind: 'unavailable',
      what: `${doing} needs Go modules that cannot be fetched${which}:\n${tail}`,
      todo: 'check the network, or set GOPROXY to a module proxy that this machine reaches; what was fetched so far is kept',
      more: 'go env GOPROXY GONOSUMDB GOFLAGS',
    });
  }
  return new TengateError({
    code: 'build-failed',
    what: `${doing} failed:\n${tail}`,
    todo: 'correct what the lines say and run the command again: it goes on where it stopped; or use --toolchain download',
    more: command,
  });
}

/** @param found version of Go on this machine; `needed` the one that go.mod names */
export function goTooOld(found: string, needed: string): TengateError {
  return new TengateError({
    code: 'go-too-old',
    kind: 'unavailable',
    what: `Go ${found} is installed; building from source needs Go ${needed} or newer.`,
    todo: `install Go ${needed} or newer from https://go.dev/dl, or allow Go to fetch it itself: unset GOTOOLCHAIN or set it to auto (Go 1.21 and newer)`,
    more: 'go env GOVERSION GOTOOLCHAIN GOPROXY',
  });
}

const unreachable =
  /dial tcp|no such host|connection refused|i\/o timeout|TLS handshake|module lookup disabled|network is unreachable|proxyconnect|unexpected EOF|\b(403|404|407|410|5\d\d) [A-Z][a-z]+/;

/** The last lines, without the names of packages that `-v` prints. */
function tailOf(output: string): string {
  return output
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^[\w./-]+$/.test(line) && !line.startsWith('go: downloading '))
    .slice(-lastLines)
    .join('\n');
}
