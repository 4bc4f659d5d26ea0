/** Pure: whether two quantities are the same amount, `500m` and `0.5`, `1Gi` and `1024Mi`. */

/** Suffixes of k8s.io/apimachinery/pkg/api/resource (suffix.go). */
const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

export function sameQuantity(one: string, other: string): boolean {
  const [first, second] = [amountOf(one), amountOf(other)];
  if (first === null || second === null) return false;
  return Math.abs(first - second) <= 1e-9 * Math.max(Math.abs(first), Math.abs(second));
}

function amountOf(text: string): number | null {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([A-Za-z]*)$/.exec(text.trim());
  const factor = factors[match?.[2] ?? ''];
  return match?.[1] === undefined || factor === undefined ? null : Number(match[1]) * factor;
}
