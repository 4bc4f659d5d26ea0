/** Owns what a deployment needs to know about a release: names, chart, values, Secrets, and the chart's switches. */

import type { ReleaseRequest } from '../ports/release-manager.ts';

/** A Secret that is made once, when absent, and never changed: it is no part of the release. */
export type GeneratedSecret = {
  readonly name: string;
  /** Key → text; `${password}` stands for a random one (the same in all keys), `${namespace}` for the namespace. */
  readonly keys: Readonly<Record<string, string>>;
};

export type ReleasePlan = {
  readonly release: string;
  readonly namespace: string;
  /** Absolute paths. */
  readonly chart: string;
  readonly valueFiles: readonly string[];
  /** Image tags among them. */
  readonly set: ReleaseRequest['set'];
  readonly secrets: readonly GeneratedSecret[];
  /**
   * Path of the chart's switch that leaves its autoscalers out while their targets keep their replicas; `null` where the
   * chart has none. An autoscaler that looks before its pods have metrics raises Warning events.
   */
  readonly suspendAutoscaling: string | null;
  /** Values of a second, short-lived release beside the first: no fixed NodePort, one replica, no autoscaler. */
  readonly isolated: ReleaseRequest['set'];
};

/** The plan of the same chart and images in a namespace of its own. */
export function isolatedPlan(plan: ReleasePlan, namespace: string): ReleasePlan {
  return { ...plan, namespace, set: { ...plan.set, ...plan.isolated } };
}
