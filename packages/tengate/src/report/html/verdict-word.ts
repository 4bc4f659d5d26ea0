/** Owns how a verdict is shown in a page: a sign, a word and a colour, so that no one of them is needed alone. */

import type { Verdict } from '../../model/verdict.ts';
import { html, type Markup } from './markup.ts';

export function verdictWord(verdict: Verdict): Markup {
  return html`<span class="verdict ${verdict}">${verdict}</span>`;
}
