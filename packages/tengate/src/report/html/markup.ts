/** Owns how HTML and SVG are written: a template tag that escapes every value put into it, but for markup it made itself. */

/** Made by `html` only: a text that may stand in a page as it is. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Markup | null | readonly Value[];

/** `null` writes nothing, a list its parts one after another. Attributes must stand in double quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(parts.map((part, index) => part + write(values[index] ?? null)).join(''));
}

function write(value: Value): string {
  if (value === null) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(write).join('');
  return escaped(String(value));
}

/** Also what HTML has no way to hold: control characters and lone surrogates are replaced. */
function escaped(raw: string): string {
  return raw
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\u007e\u00a0-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
