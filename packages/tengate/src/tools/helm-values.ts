/** Builds the values document that goes to Helm over standard input: nothing of it stands in argv. */

type Value = string | number | boolean | null;

/**
 * @param set path → value, `api.image.tag` → `1.0.0`; a dot inside a name is written `\.`, as Helm's own `--set` has it
 * @param base a document that is taken first; it is left as it is
 * @returns JSON, which is YAML
 */
export function valuesDocument(
  set: Readonly<Record<string, Value>>,
  base: Readonly<Record<string, unknown>> = {},
): string {
  const root = structuredClone(base) as Record<string, unknown>;
  for (const [path, value] of Object.entries(set)) {
    const names = path.split(/(?<!\\)\./).map((name) => name.replaceAll('\\.', '.'));
    const last = names.pop() ?? '';
    let here = root;
    for (const name of names) {
      const next = here[name];
      if (typeof next !== 'object' || next === null) here[name] = {};
      here = here[name] as Record<string, unknown>;
    }
    here[last] = value;
  }
  return JSON.stringify(root);
}
