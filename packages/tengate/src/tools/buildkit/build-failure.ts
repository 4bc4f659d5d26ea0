/** Owns what a person reads when an image does not build: the instruction, its last output, the builder's own words. */

import { TengateError } from '../../model/tengate-error.ts';

const shownLines = 20;

/**
 * @param options.step     name of the failed step, as the builder gives it
 * @param options.error    the builder's final error
 * @param options.log      output of the failed step
 * @param options.excerpt  the place in the Dockerfile, where the builder shows it
 */
export function buildFailure(options: {
  readonly image: string;
  readonly dockerfile: string;
  readonly step: string | null;
  readonly error: string;
  readonly log: readonly string[];
  readonly excerpt: readonly string[];
  readonly command: string;
}): TengateError {
  const { image, dockerfile, step, error, log, excerpt, command } = options;
  if (
    /failed to list workers|connection refused|no such file or directory.*\.sock|Cannot connect to the Docker daemon/.test(
      error,
    )
  ) {
    return new TengateError({
      code: 'builder-unreachable',
      what: `the image ${image} could not be built: nothing answers at the builder's address (${error})`,
      todo: 'start the cluster, or Docker where it builds',
      kind: 'unavailable',
      more: command,
    });
  }
  const output = log.slice(-shownLines).map((line) => `  ${line}`);
  return new TengateError({
    code: 'image-build',
    what: [
      `the image ${image} did not build${step === null ? '' : ` at ${step}`}: ${error}`,
      ...(excerpt.length === 0 ? [] : excerpt),
      ...(output.length === 0 ? [] : ['last output:', ...output]),
    ].join('\n'),
    todo: todoFor(error, dockerfile),
    more: command,
  });
}

function todoFor(error: string, dockerfile: string): string {
  if (/failed to resolve source metadata|pull access denied|no such host/.test(error)) {
    return 'its base image is neither in the store nor to be had from its registry: look at the name, and whether the registry can be reached';
  }
  if (/self.signed certificate|SELF_SIGNED_CERT|certificate signed by unknown authority/i.test(error)) {
    return "a company's own certificate authority is in the way: pass its bundle as a build secret";
  }
  if (/no space left on device/.test(error)) return 'free some disk space';
  return `correct ${dockerfile}, or what it copies, and build again`;
}
