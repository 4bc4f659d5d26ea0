/** Owns how memory of a machine is written: `23.5 GiB`. */

export function formatMemory(mib: number): string {
  return mib < 1_024 ? `${mib} MiB` : `${Math.round((mib / 1_024) * 10) / 10} GiB`;
}
