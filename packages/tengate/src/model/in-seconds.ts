/** Owns how a measured time is told: in seconds, to a tenth. */

export function inSeconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}
