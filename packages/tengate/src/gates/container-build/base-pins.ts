/** Reads the base images of a Dockerfile and tells which of them are not pinned. */

export type BaseImage = {
  readonly line: number;
  readonly reference: string;
  /** Why it is no pin; `null` where it is one. */
  readonly problem: string | null;
};

/**
 * Images named by FROM and by `COPY --from=`, without stages of the file itself and `scratch`. Arguments declared before
 * the first FROM are replaced by their defaults, which `buildArgs` override, as the builder does it.
 */
export function baseImages(
  dockerfile: string,
  buildArgs: Readonly<Record<string, string>>,
): readonly BaseImage[] {
  const args: Record<string, string> = {};
  const stages = new Set<string>();
  const bases: BaseImage[] = [];
  const add = (line: number, name: string): void => {
    const reference = substitute(name, args);
    if (reference === 'scratch' || stages.has(reference.toLowerCase()) || /^\d+$/.test(reference)) return;
    bases.push({ line, reference, problem: problemOf(reference) });
  };
  for (const { line, words } of instructions(dockerfile)) {
    const [keyword = '', ...rest] = words;
    const operands = rest.filter((word) => !word.startsWith('--'));
    if (keyword === 'ARG' && stages.size === 0 && bases.length === 0) declare(args, rest, buildArgs);
    if (keyword === 'FROM') {
      add(line, operands[0] ?? '');
      const name = /^as$/i.test(operands[1] ?? '') ? operands[2] : undefined;
      // A stage without a name still ends the part where global arguments are declared.
      stages.add(name?.toLowerCase() ?? `#${line}`);
    }
    const from = rest.find((word) => word.startsWith('--from='))?.slice('--from='.length);
    if (keyword === 'COPY' && from !== undefined) add(line, from);
  }
  return bases;
}

function problemOf(reference: string): string | null {
  if (/@sha256:[0-9a-f]{64}$/.test(reference)) return null;
  if (reference.includes('$')) return 'its tag depends on a build argument without a value';
  const colon = reference.lastIndexOf(':');
  const tag = colon > reference.lastIndexOf('/') ? reference.slice(colon + 1) : '';
  if (tag === '') return 'it has no tag, which means latest';
  return /^latest$|^latest-|-latest$/.test(tag) ? 'its tag moves: latest' : null;
}

function declare(
  args: Record<string, string>,
  declarations: readonly string[],
  buildArgs: Readonly<Record<string, string>>,
): void {
  for (const declaration of declarations) {
    const [name = '', ...value] = declaration.split('=');
    const text = buildArgs[name] ?? (value.length > 0 ? unquote(value.join('=')) : undefined);
    if (text !== undefined) args[name] = substitute(text, args);
  }
}

/** `$NAME`, `${NAME}` and `${NAME:-default}`; one without a value stays as it is. */
function substitute(text: string, args: Readonly<Record<string, string>>): string {
  return unquote(text).replaceAll(
    /\$(?:(\w+)|\{(\w+)(?::-([^}]*))?\})/g,
    (all, plain: string | undefined, braced: string | undefined, fallback: string | undefined) =>
      args[plain ?? braced ?? ''] ?? fallback ?? all,
  );
}

function unquote(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, '$2');
}

/** Instructions with their first line's number; comments gone, continued lines joined. */
function instructions(
  dockerfile: string,
): readonly { readonly line: number; readonly words: readonly string[] }[] {
  const found: { line: number; words: string[] }[] = [];
  let open = false;
  for (const [index, raw] of dockerfile.split('\n').entries()) {
    const text = raw.trim();
    if (text === '' || text.startsWith('#')) continue;
    const words = text
      .replace(/\\$/, '')
      .split(/\s+/)
      .filter((word) => word !== '');
    const last = found.at(-1);
    if (open && last !== undefined) last.words.push(...words);
    else found.push({ line: index + 1, words: [(words[0] ?? '').toUpperCase(), ...words.slice(1)] });
    open = text.endsWith('\\');
  }
  return found;
}
