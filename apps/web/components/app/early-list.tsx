import { earlyListScript } from '../../lib/early-list.ts';
import type { View } from '../../lib/views.ts';

/** Gives the first list its head start. @param view of the page; to be rendered on the server alone */
export function EarlyList({ view }: { readonly view: View }) {
  const script = earlyListScript(view);
  return script !== null && <script dangerouslySetInnerHTML={{ __html: script }} />;
}
