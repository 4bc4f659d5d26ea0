/** Shows rows under what they are of: a body of the table for each group, headed by its name across all columns. */

import { groupMeasurements } from '../measurement-groups.ts';
import { html, type Markup } from './markup.ts';

export function groupedRows<Named extends { readonly name: string }>(
  all: readonly Named[],
  columns: number,
  row: (one: Named) => Markup,
): readonly Markup[] {
  return groupMeasurements(all).map(
    ({ of, measurements }) => html`<tbody>
${of === null ? null : html`<tr><th scope="rowgroup" colspan="${columns}">${of}</th></tr>`}
${measurements.map(row)}
</tbody>`,
  );
}
