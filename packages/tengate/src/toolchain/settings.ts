/** The person's choice of how programs are got: `--toolchain` and `--mirror`, or their environment variables. */

import { TengateError } from '../model/tengate-error.ts';
import { type Mirror, parseMirror } from './release-address.ts';

/** `auto`: installed → cache → official release → source. The others allow one way only. */
export const toolchainModes = ['auto', 'download', 'source', 'path'] as const;
export type ToolchainMode = (typeof toolchainModes)[number];

export type ToolchainSettings = { readonly mode: ToolchainMode; readonly mirror: Mirror | null };

/**
 * @param options.mode,mirror values of the flags; where absent, TENGATE_TOOLCHAIN and TENGATE_MIRROR count
 * @param options.from        absolute folder that a relative mirror is taken from
 * @throws TengateError `toolchain-mode-unknown`, `mirror-unusable`
 */
export function readToolchainSettings(options: {
  readonly mode?: string | undefined;
  readonly mirror?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly from: string;
}): ToolchainSettings {
  const { environment, from } = options;
  const text = options.mode ?? (environment.TENGATE_TOOLCHAIN || 'auto');
  const mirror = options.mirror ?? environment.TENGATE_MIRROR ?? '';
  const mode = toolchainModes.find((known) => known === text);
  if (mode === undefined) {
    throw new TengateError({
      code: 'toolchain-mode-unknown',
      kind: 'usage',
      what: `"${text}" is no way to get programs.`,
      todo: `give --toolchain (or TENGATE_TOOLCHAIN) one of: ${toolchainModes.join(', ')}`,
    });
  }
  return { mode, mirror: mirror === '' ? null : parseMirror(mirror, from) };
}
