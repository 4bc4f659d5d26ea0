/** Owns how a moment is written by its distance from a beginning: `0 s`, `12.5 s`, `1:05 min`. */

export function formatElapsed(ms: number): string {
  const tenths = Math.round(ms / 100);
  if (tenths < 600) return tenths % 10 === 0 ? `${tenths / 10} s` : `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
}
