/** The one place that renders an error: what happened, what to do, the command that shows more; a stack trace only when asked. */

import { createColors } from 'picocolors';
import { redactText } from '../model/redact.ts';
import { TengateError } from '../model/tengate-error.ts';
import { type ExitCode, exitCodeOfError, exitCodes } from './exit-codes.ts';

export type RenderedError = {
  /** For standard error, ending in a newline. */
  readonly text: string;
  /** For standard output, with `--json`. */
  readonly json: { readonly error: { readonly code: string; readonly what: string; readonly todo: string } };
  readonly exitCode: ExitCode;
};

export function renderError(
  error: unknown,
  options: { readonly colours: boolean; readonly debug: boolean },
): RenderedError {
  const { what, todo, more, code, exitCode } = explain(error);
  const { red, dim } = createColors(options.colours);
  const lines = [
    `${red('error:')} ${what}`,
    `  ${dim('to do:')} ${todo}`,
    ...(more === undefined ? [] : [`  ${dim('more:')}  ${more}`]),
    ...(options.debug ? ['', ...traces(error)] : []),
  ];
  return {
    text: `${redactText(lines.join('\n'))}\n`,
    json: { error: { code, what: redactText(what), todo: redactText(todo) } },
    exitCode,
  };
}

function explain(error: unknown) {
  if (error instanceof TengateError) {
    const { code, message, todo, more, kind } = error;
    return { code, what: message, todo, more, exitCode: exitCodeOfError(kind) };
  }
  const system = systemErrors[error instanceof Error && 'code' in error ? String(error.code) : ''];
  const message = error instanceof Error ? error.message : String(error);
  if (system !== undefined) {
    return {
      code: system.code,
      what: `${system.what}: ${message}`,
      todo: system.todo,
      more: undefined,
      exitCode: exitCodes.failed,
    };
  }
  return {
    code: 'internal-error',
    what: `Tengate itself failed: ${message}`,
    todo: 'This is a fault of Tengate. Run the command again with --debug and report what it prints.',
    more: undefined,
    exitCode: exitCodes.failed,
  };
}

/** What the system refuses, wherever it happens, and no fault of Tengate. */
const systemErrors: Readonly<
  Record<string, { readonly code: string; readonly what: string; readonly todo: string }>
> = {
  ENOSPC: { code: 'disk-full', what: 'The disk is full', todo: 'Free some space and run the command again.' },
  EACCES: {
    code: 'no-permission',
    what: 'A file may not be used',
    todo: 'Change its permissions, or run as the user it belongs to.',
  },
  EPERM: {
    code: 'no-permission',
    what: 'The system refused',
    todo: 'Run as a user who may do this, usually root.',
  },
  EROFS: {
    code: 'read-only',
    what: 'The file system is read-only',
    todo: 'Set XDG_CACHE_HOME and XDG_STATE_HOME to folders that can be written.',
  },
  EMFILE: {
    code: 'too-many-files',
    what: 'Too many files are open',
    todo: 'Raise the limit: ulimit -n 65536',
  },
};

function traces(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const cause = error.cause === undefined ? [] : ['caused by:', ...traces(error.cause)];
  return [error.stack ?? error.message, ...cause];
}
