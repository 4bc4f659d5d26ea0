/** Owns what the readiness of an object is: a state, a numbered-by-name reason, and the cluster's own words. */

import type { HopelessReason, WaitingReason } from './reasons.ts';

export const readinessStates = ['in-progress', 'ready', 'hopeless'] as const;
export type ReadinessState = (typeof readinessStates)[number];

export type Readiness =
  | { readonly state: 'ready'; readonly message: string }
  | { readonly state: 'in-progress'; readonly reason: WaitingReason; readonly message: string }
  /** Waiting longer cannot help: somebody has to change something. */
  | { readonly state: 'hopeless'; readonly reason: HopelessReason; readonly message: string };

export function ready(message: string): Readiness {
  return { state: 'ready', message };
}

export function waiting(reason: WaitingReason, message: string): Readiness {
  return { state: 'in-progress', reason, message };
}

export function hopeless(reason: HopelessReason, message: string): Readiness {
  return { state: 'hopeless', reason, message };
}

/** The first hopeless one, else the first that is in progress, else the last ready one; `null` of none. */
export function worstOf(parts: readonly Readiness[]): Readiness | null {
  return (
    parts.find(({ state }) => state === 'hopeless') ??
    parts.find(({ state }) => state === 'in-progress') ??
    parts.at(-1) ??
    null
  );
}

/** Seconds from a Kubernetes timestamp to `now`; 0 where there is none. */
export function secondsSince(then: Date | string | undefined, now: Date): number {
  return then === undefined ? 0 : (now.getTime() - new Date(then).getTime()) / 1000;
}
