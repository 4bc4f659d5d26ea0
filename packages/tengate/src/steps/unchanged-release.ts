/** Tells from the live objects whether an installed release still is what its manifest says, and well. */

import { autoscalerReadiness } from '../readiness/horizontal-pod-autoscaler.ts';
import { type NamespaceObjects, releaseReadiness } from '../readiness/release-readiness.ts';
import type { LiveNamespace } from './live-namespace.ts';
import type { Manifest } from './release-manifest.ts';

/**
 * @param options.manifest of the installed revision, whose inputs are known to be the same
 * @param options.secrets  names of the plan's Secrets that are absent
 */
export function isUnchanged(options: {
  readonly manifest: Manifest;
  readonly objects: ReturnType<LiveNamespace['objects']>;
  readonly secrets: readonly string[];
  readonly now: Date;
}): boolean {
  const { manifest, objects, secrets, now } = options;
  if (secrets.length > 0) return false;
  if (releaseReadiness(objects, { expected: manifest.objects, now }).state !== 'ready') return false;
  return autoscalersActive(manifest, objects.autoscalers) && imagesRun(objects);
}

function autoscalersActive(
  manifest: Manifest,
  autoscalers: ReturnType<LiveNamespace['objects']>['autoscalers'],
): boolean {
  return manifest.autoscalers.every(({ name }) => {
    const found = autoscalers.find(({ metadata }) => metadata?.name === name);
    return found !== undefined && autoscalerReadiness(found).state !== 'hopeless';
  });
}

/** Every pod runs the images that its controller's template names: nobody has replaced one by hand. */
function imagesRun(objects: NamespaceObjects): boolean {
  return objects.deployments.every((deployment) => {
    const wanted = (deployment.spec?.template.spec?.containers ?? []).map(({ image }) => image);
    const selector = deployment.spec?.selector.matchLabels ?? {};
    return objects.pods
      .filter((pod) => pod.metadata?.deletionTimestamp === undefined)
      .filter((pod) =>
        Object.entries(selector).every(([key, value]) => pod.metadata?.labels?.[key] === value),
      )
      .every((pod) => wanted.every((image) => pod.spec?.containers.some((own) => own.image === image)));
  });
}
