/** Shows raw evidence, folded away: what is drawn or listed elsewhere in the page is not repeated. */

import { type Evidence, rawEvidenceKinds } from '../../model/evidence.ts';
import { html, type Markup } from './markup.ts';

/** Characters of one piece; the record has the rest. */
const shownCharacters = 20_000;
const kinds: ReadonlySet<string> = new Set(rawEvidenceKinds);

export function rawEvidence({ kind, subject, data }: Evidence): Markup | null {
  if (!kinds.has(kind)) return null;
  const text = typeof data === 'string' ? data : (JSON.stringify(data, null, 2) ?? '');
  const left = text.length - shownCharacters;
  return html`<details class="raw"><summary>Evidence: ${kind} of ${subject}</summary><pre>${text.slice(0, shownCharacters)}</pre>${
    left > 0 ? html`<p class="soft">${left} more characters are in the record of the run.</p>` : null
  }</details>
`;
}
