/** Owns what can go wrong between the browser and the API, in words for a person. */

import type { Problem, ProblemError } from '@todo-chatbot/contracts';

export const apiErrorKinds = ['unreachable', 'timeout', 'problem', 'unexpected'] as const;
export type ApiErrorKind = (typeof apiErrorKinds)[number];

export class ApiError extends Error {
  readonly kind: ApiErrorKind;
  /** The status of the answer; `null` where there was none. */
  readonly status: number | null;
  /** The problem's code; `null` where there was none. */
  readonly code: string | null;
  /** Each member of the request that was refused. */
  readonly errors: readonly ProblemError[];
  /** How long the API asks to wait before the next attempt; `null` where it does not. */
  readonly retryAfterSeconds: number | null;

  /** @param message one sentence for a person */
  constructor(options: {
    readonly kind: ApiErrorKind;
    readonly message: string;
    readonly status?: number;
    readonly code?: string;
    readonly errors?: readonly ProblemError[];
    readonly retryAfterSeconds?: number | null;
    readonly cause?: unknown;
  }) {
    super(options.message, { cause: options.cause });
    this.name = 'ApiError';
    this.kind = options.kind;
    this.status = options.status ?? null;
    this.code = options.code ?? null;
    this.errors = options.errors ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }

  /** Whether the same request may well succeed a little later: the server's trouble, not the request's. */
  get isTemporary(): boolean {
    return this.status === null || this.status >= 500 || this.status === 429;
  }
}

/** The most telling sentence of a problem: what is wrong with the first refused member, else its detail, else its title. */
export function problemMessage(problem: Problem): string {
  return problem.errors?.[0]?.detail ?? problem.detail ?? problem.title;
}
