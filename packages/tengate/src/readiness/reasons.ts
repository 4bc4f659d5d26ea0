/** The catalogue of why an object is not ready, with what to do about each that waiting does not heal. */

/** Hopeless reason → what a person does. The keys are the codes of findings. */
export const hopelessReasons = {
  'image-not-found':
    'build and load the image under this exact reference, or correct repository and tag in the values',
  'image-pull-denied': 'give the namespace a pull secret for this registry, or correct the image reference',
  'image-wrong-platform': "build the image for the node's architecture",
  'image-pull-failed': 'make the registry reachable from the node, or load the image into its store',
  'image-name-invalid': 'correct the image reference in the values: it is no valid name',
  'image-never-pulled': 'load the image into the node: its pull policy forbids a pull',
  'config-missing':
    'create the Secret or ConfigMap that the container refers to, or correct its name in the values',
  'config-key-missing': 'add the key to the Secret or ConfigMap, or correct its name in the values',
  'container-config-invalid': "correct the container's configuration as the message says",
  'runs-as-root': 'set a numeric non-root USER in the image, or runAsUser in the pod',
  'container-cannot-start': 'correct the command or the mounts: the container runtime could not start it',
  'crash-loop': 'read the previous log: the application ends by itself',
  'exits-at-once': 'give the container a command that keeps running: it ends with success',
  'out-of-memory': 'raise the memory limit, or find what uses the memory',
  'startup-probe-failed': "correct the startup probe's path or port, or give it a larger budget",
  'liveness-probe-failed':
    "correct the liveness probe's path or port, or find why the application stops answering",
  'probe-path-wrong': "correct the probe's path: the application answers there, but refuses the request",
  'volume-not-mountable': 'create what the volume refers to, or correct its name',
  'sandbox-failed': "look at the node's network plugin: it cannot set up the pod",
  'init-container-failed': "read the init container's log: it does not succeed",
  unschedulable: 'lower the requests, add a node, or correct selectors, affinities and tolerations',
  'pod-failed': 'look at why the node ended the pod; a new one is made only by a controller',
  evicted: 'free memory or disk on the node, or set requests that match the use',
  'quota-exceeded': "raise the namespace's quota, or lower requests and replicas",
  'quota-needs-requests': "set requests and limits: the namespace's quota demands them",
  'pod-security-forbidden':
    "change the pod's security context to what the namespace's Pod Security level allows",
  'service-account-missing': 'create the service account, or correct its name',
  'pods-cannot-be-created': 'look at what refuses the pod: admission, a webhook, or an invalid template',
  'progress-deadline-exceeded': 'look at the pods of the new revision; the old ones still serve',
  'rollout-paused': 'resume the rollout',
  'claim-lost': 'the volume behind the claim is gone: restore it, or delete the claim with its data',
  'claim-not-provisioned': "look at the claim's storage class and its provisioner",
  'selector-matches-nothing': "correct the Service's selector: no pod carries these labels",
  'port-not-offered': "correct the Service's targetPort: no container of its pods names it",
  'scale-target-missing': "correct the autoscaler's scaleTargetRef",
} as const;
export type HopelessReason = keyof typeof hopelessReasons;

export const waitingReasons = [
  'absent',
  'not-observed',
  'scheduling',
  'starting',
  'pulling',
  'initialising',
  'restarting',
  'startup-probe',
  'readiness-probe',
  'readiness-gate',
  'terminating',
  'rolling-out',
  'creating-pods',
  'binding',
  'no-endpoints',
  'not-synced',
  'metrics-missing',
] as const;
export type WaitingReason = (typeof waitingReasons)[number];
