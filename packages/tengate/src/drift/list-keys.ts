/** By which fields the items of Kubernetes' lists are matched: its own merge keys, for the lists that charts fill. */

export type ListKey = (item: Readonly<Record<string, unknown>>) => string;

const named: ListKey = (item) => String(item.name);
const byField: Readonly<Record<string, ListKey>> = {
  containers: named,
  initContainers: named,
  volumes: named,
  env: named,
  imagePullSecrets: named,
  volumeMounts: ({ mountPath }) => String(mountPath),
  volumeDevices: ({ devicePath }) => String(devicePath),
  hostAliases: ({ ip }) => String(ip),
  topologySpreadConstraints: ({ topologyKey, whenUnsatisfiable }) => `${topologyKey} ${whenUnsatisfiable}`,
  // Of a container (`containerPort`) and of a Service (`port`).
  ports: ({ containerPort, port, protocol = 'TCP' }) => `${containerPort ?? port}/${protocol}`,
};

/**
 * A name is the clearest key wherever all items have one: a Service's port that changed its number is then one difference.
 *
 * @returns `null` for a list whose order means something (arguments, rules): it is compared item by item
 */
export function listKey(
  field: string,
  lists: { readonly expected: readonly unknown[]; readonly live: readonly unknown[] },
): ListKey | null {
  const key = byField[field];
  const items = [...lists.expected, ...lists.live];
  if (key === undefined || !items.every(isRecord)) return null;
  const best = items.every(({ name }) => typeof name === 'string' && name !== '') ? named : key;
  return [lists.expected, lists.live].every((list) => distinct(list as Parameters<ListKey>[0][], best))
    ? best
    : null;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function distinct(items: readonly Parameters<ListKey>[0][], key: ListKey): boolean {
  return new Set(items.map(key)).size === items.length;
}
