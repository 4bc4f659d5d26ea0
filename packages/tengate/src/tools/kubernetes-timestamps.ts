/** Turns the timestamps of a Kubernetes object from text into `Date`, as the client's types promise. */

const timestampKeys: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionTimestamp',
  'startTime',
  'startedAt',
  'finishedAt',
  'completionTime',
  'firstTimestamp',
  'lastTimestamp',
  'eventTime',
  'lastObservedTime',
  'lastTransitionTime',
  'lastUpdateTime',
  'lastProbeTime',
  'lastHeartbeatTime',
  'lastScaleTime',
]);

/** Maps of the user's own keys, where a key of the same name means nothing. */
const userMaps: ReadonlySet<string> = new Set([
  'data',
  'stringData',
  'annotations',
  'labels',
  'matchLabels',
  'fieldsV1',
]);

/** @param value parsed JSON; changed in place and returned */
export function reviveTimestamps<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (const item of value) reviveTimestamps(item);
    return value;
  }
  const record = value as Record<string, unknown>;
  for (const [key, item] of Object.entries(record)) {
    if (timestampKeys.has(key) && typeof item === 'string') record[key] = new Date(item);
    else if (!userMaps.has(key)) reviveTimestamps(item);
  }
  return value;
}
