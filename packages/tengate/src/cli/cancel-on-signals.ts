/** Turns Ctrl-C and SIGTERM into an abort, so that a command can clean up; a second one ends at once. */

import { TengateError } from '../model/tengate-error.ts';
import { exitCodes } from './exit-codes.ts';

/** What of `process` this needs. */
export type SignalSource = {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
};

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * @param options.onFirst called with the signal's name when the abort begins, to tell the person
 * @param options.exit    ends the process; called for the second signal
 */
export function cancelOnSignals(options: {
  readonly source: SignalSource;
  readonly onFirst: (signal: NodeJS.Signals) => void;
  readonly exit: (code: number) => void;
}): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const listeners = signals.map((name) => {
    const listener = (): void => {
      if (controller.signal.aborted) {
        options.exit(exitCodes.cancelled);
        return;
      }
      options.onFirst(name);
      controller.abort(cancelled());
    };
    options.source.on(name, listener);
    return () => options.source.off(name, listener);
  });
  return {
    signal: controller.signal,
    release: () => {
      for (const off of listeners) off();
    },
  };
}

function cancelled(): TengateError {
  return new TengateError({
    code: 'cancelled',
    kind: 'cancelled',
    what: 'Cancelled.',
    todo: 'Run the command again; what was finished is kept.',
  });
}
