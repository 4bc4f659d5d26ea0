/** Shows where live objects are not as their revision has them, field by field. */

import type { FieldDifference } from '../../model/timeline.ts';
import { html, type Markup } from './markup.ts';

export function differencesTable(differences: readonly FieldDifference[]): Markup {
  if (differences.length === 0)
    return html`<div class="block"><h3>Live objects against the revision</h3><p>No difference: every field that Helm set is as the revision has it.</p></div>`;
  return html`<div class="block"><table class="differences">
<caption>Live objects against the revision</caption>
<thead><tr><th scope="col">Object</th><th scope="col">Field</th><th scope="col">The revision has</th><th scope="col">The live object has</th></tr></thead>
<tbody>${differences.map(
    ({ object, path, expected, actual }) =>
      html`<tr><th scope="row">${object}</th><td>${path === '' ? 'the object' : html`<code>${path}</code>`}</td><td><code class="down">${expected}</code></td><td><code class="up">${actual}</code></td></tr>
`,
  )}</tbody>
</table></div>
`;
}
