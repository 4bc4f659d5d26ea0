/** Reads Kubernetes quantities exactly, so that `500m` equals `0.5` and `1Gi` equals `1024Mi`. */

const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;
const decimal: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
/** The finest that Kubernetes keeps. */
const nanoDigits = 9;

/** Grammar: apimachinery/pkg/api/resource/quantity.go. @returns billionths, rounded up as Kubernetes does; `null` where it is no quantity */
export function parseQuantity(value: unknown): bigint | null {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2})|([A-Za-z]{0,2}))$/.exec(String(value));
  if (match === null) return null;
  const [, sign, whole = '', fraction = '', exponent, suffix = ''] = match;
  if (whole === '' && fraction === '') return null;
  const power = exponent === undefined ? decimal[suffix] : Number(exponent);
  const steps = binary.indexOf(suffix as (typeof binary)[number]) + 1;
  if (power === undefined && steps === 0) return null;
  const digits = BigInt(`${whole}${fraction}`) * 1024n ** BigInt(steps);
  const size = scaled(digits, (power ?? 0) + nanoDigits - fraction.length);
  return sign === '-' ? -size : size;
}

export function equalQuantities(one: unknown, other: unknown): boolean {
  const size = parseQuantity(one);
  return size !== null && size === parseQuantity(other);
}

function scaled(digits: bigint, power: number): bigint {
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return (digits + divisor - 1n) / divisor;
}
