/** Reads the table of `ctr images ls`. */

export type StoredImage = {
  /** A full reference, or `sha256:…` for the records that the kubelet's side keeps by configuration digest. */
  readonly name: string;
  /** `sha256:…` of the manifest or index. */
  readonly digest: string;
};

export function parseImageList(table: string): readonly StoredImage[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([name, , digest]) =>
      name !== undefined && digest?.startsWith('sha256:') ? [{ name, digest }] : [],
    );
}
