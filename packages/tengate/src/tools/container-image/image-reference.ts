/** Owns how images of this application are named in a store, as the kubelet completes a short name. */

const library = 'docker.io/library/';

/** `todo-api` and `1.0.0` → `docker.io/library/todo-api:1.0.0`; a name with a registry stays. */
export function fullReference(name: string, tag: string): string {
  const first = name.split('/')[0] ?? '';
  const hasRegistry = name.includes('/') && /[.:]|^localhost$/.test(first);
  if (hasRegistry) return `${name}:${tag}`;
  return `${name.includes('/') ? 'docker.io/' : library}${name}:${tag}`;
}

/** `docker.io/library/todo-api:1.0.0` → everything before the tag. */
export function repositoryOf(reference: string): string {
  const colon = reference.lastIndexOf(':');
  return colon > reference.lastIndexOf('/') ? reference.slice(0, colon) : reference;
}
