/** Owns numbers and ordinals as people write them, as patterns and as values. */

const units = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const teens = ['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const small = [...units, ...teens];
const tens: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  ninety: 90,
};
/** `first` to `nineteenth`, in their order. */
export const ordinals = [
  ...[
    'first',
    'second',
    'third',
    'fourth',
    'fifth',
    'sixth',
    'seventh',
    'eighth',
    'ninth',
    'tenth',
    'eleventh',
  ],
  ...[
    'twelfth',
    'thirteenth',
    'fourteenth',
    'fifteenth',
    'sixteenth',
    'seventeenth',
    'eighteenth',
    'nineteenth',
  ],
];

const smallPattern = [...small].reverse().join('|');
const tensPattern = Object.keys(tens).join('|');

/** A clock's hour in words. */
export const hourWord = units.join('|');
/** A whole number, in digits or words. */
export const number = `\\d{1,3}|(?:${tensPattern})(?:[- ](?:${units.slice(0, 9).join('|')}))?|${smallPattern}`;
/** A number of units: `a`, `couple of`, `few` included. */
export const amount = `(?:${number}|(?:a )?couple(?: of)?|(?:a )?few|several|an?(?: single)?)`;
/** The day of a month as an ordinal. */
export const ordinal = `\\d{1,2}(?:st|nd|rd|th)|(?:twenty|thirty)[- ](?:${ordinals.slice(0, 9).join('|')})|twentieth|thirtieth|${[...ordinals].reverse().join('|')}`;

export function numberOf(text: string): number {
  const digits = Number.parseInt(text, 10);
  if (!Number.isNaN(digits)) return digits;
  const at = small.indexOf(text);
  if (at >= 0) return at + 1;
  const [ten = '', unit = ''] = text.split(/[- ]/);
  return tens[ten] === undefined ? Number.NaN : tens[ten] + units.indexOf(unit) + 1;
}

/** `a` is 1, a couple 2, a few 3, several 3. */
export function amountOf(text: string): number {
  if (/^an?(?: single)?$/.test(text)) return 1;
  if (/couple/.test(text)) return 2;
  if (/few|several/.test(text)) return 3;
  return numberOf(text);
}

export function ordinalOf(text: string): number {
  const digits = Number.parseInt(text, 10);
  if (!Number.isNaN(digits)) return digits;
  if (text === 'twentieth') return 20;
  if (text === 'thirtieth') return 30;
  const [ten = '', unit = ''] = text.split(/[- ]/);
  const at = ordinals.indexOf(unit === '' ? ten : unit) + 1;
  return at === 0 ? Number.NaN : (unit === '' ? 0 : (tens[ten] ?? 0)) + at;
}
