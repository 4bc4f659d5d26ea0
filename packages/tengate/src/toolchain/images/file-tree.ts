/** Owns the content of an image layer before it is written: paths with their modes, owners and where their bytes lie. */

/** Bytes in memory, or a part of a file on disk that stays unchanged until the layer is written. */
export type FileContent =
  | Buffer
  | { readonly file: string; readonly offset: number; readonly length: number };

export type TreeEntry = {
  /** Permission bits with setuid, setgid and sticky: `0o755`. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
} & (
  | { readonly type: 'directory' }
  | { readonly type: 'file'; readonly content: FileContent }
  | { readonly type: 'symlink'; readonly target: string }
  /** `target` is the path of another entry. */
  | { readonly type: 'link'; readonly target: string }
);

export type FileTree = {
  /** Adds or replaces an entry; missing parent folders appear with mode 0755 and owner 0. */
  put(path: string, entry: TreeEntry): void;
  file(path: string, content: FileContent | string, mode?: number): void;
  directory(path: string, mode?: number, owner?: number): void;
  symlink(path: string, target: string): void;
  get(path: string): TreeEntry | undefined;
  /** Paths without leading slash, sorted by their bytes; hard links last, so that what they name stands before them. */
  entries(): readonly (readonly [string, TreeEntry])[];
};

export function createFileTree(): FileTree {
  const entries = new Map<string, TreeEntry>();
  const put = (path: string, entry: TreeEntry): void => {
    const clean = cleanPath(path);
    if (clean === '') return;
    for (let slash = clean.indexOf('/'); slash !== -1; slash = clean.indexOf('/', slash + 1)) {
      const parent = clean.slice(0, slash);
      if (!entries.has(parent)) entries.set(parent, { type: 'directory', mode: 0o755, uid: 0, gid: 0 });
    }
    entries.set(clean, entry);
  };
  return {
    put,
    file: (path, content, mode = 0o644) =>
      put(path, {
        type: 'file',
        mode,
        uid: 0,
        gid: 0,
        content: typeof content === 'string' ? Buffer.from(content) : content,
      }),
    directory: (path, mode = 0o755, owner = 0) =>
      put(path, { type: 'directory', mode, uid: owner, gid: owner }),
    symlink: (path, target) => put(path, { type: 'symlink', mode: 0o777, uid: 0, gid: 0, target }),
    get: (path) => entries.get(cleanPath(path)),
    entries: () => [...entries].sort(byLinkThenPath),
  };
}

/** `./usr/bin/` → `usr/bin`; the root itself → the empty string. */
export function cleanPath(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

function byLinkThenPath(a: readonly [string, TreeEntry], b: readonly [string, TreeEntry]): number {
  const rank = Number(a[1].type === 'link') - Number(b[1].type === 'link');
  return rank === 0 ? Buffer.compare(Buffer.from(a[0]), Buffer.from(b[0])) : rank;
}
