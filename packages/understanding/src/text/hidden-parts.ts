/** Owns the parts of a text that no rule may read: quoted words, addresses, code. */

import type { Span } from '../chips.ts';

const quoted =
  /"([^"]+)"|“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»|`([^`]+)`|(?<![\p{L}\d])'(?=\S)([^']*(?:'(?=\p{L})[^']*)*\S)'(?![\p{L}\d])/gu;
const addresses = /\b[a-z][a-z\d+.-]*:\/\/\S+|\bwww\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/giu;

/** The quotes themselves leave the title; what they hold stays as typed. */
export function quotedParts(text: string): Span[] {
  return [...text.matchAll(quoted)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

export function addressParts(text: string): Span[] {
  return [...text.matchAll(addresses)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}
