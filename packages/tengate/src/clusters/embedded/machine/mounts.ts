/** Owns which mounts lie below a folder, so that no removal ever follows one. */

/** @param mountInfo text of /proc/self/mountinfo. @returns mount points at or below `folder`, deepest first */
export function mountsBelow(mountInfo: string, folder: string): readonly string[] {
  return mountInfo
    .split('\n')
    .map((line) => line.split(' ')[4])
    .filter((path) => path !== undefined)
    .map((path) =>
      path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))),
    )
    .filter((path) => path === folder || path.startsWith(`${folder}/`))
    .sort((a, b) => b.length - a.length);
}
