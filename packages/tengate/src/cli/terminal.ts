/** Finds out what the terminal can do: colours on each stream, and whether a live view may redraw itself. */

export type Stream = { readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number };

export type Terminal = {
  readonly stdoutColours: boolean;
  readonly stderrColours: boolean;
  /** Whether standard error can be redrawn. */
  readonly live: boolean;
};

/**
 * Colours are off when the stream is no terminal, with `NO_COLOR` set to anything but nothing (no-color.org), with
 * `--no-color`, and with `TERM=dumb`; `FORCE_COLOR` turns them on for a stream that is no terminal.
 */
export function detectTerminal(options: {
  readonly stdout: Stream;
  readonly stderr: Stream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly noColour: boolean;
}): Terminal {
  const { stdout, stderr, environment, noColour } = options;
  const dumb = environment.TERM === 'dumb';
  const refused = noColour || Boolean(environment.NO_COLOR);
  const forced = Boolean(environment.FORCE_COLOR) && environment.FORCE_COLOR !== '0';
  const colours = (stream: Stream): boolean => !refused && (forced || (stream.isTTY === true && !dumb));
  return {
    stdoutColours: colours(stdout),
    stderrColours: colours(stderr),
    live: stderr.isTTY === true && !dumb && !environment.CI,
  };
}
