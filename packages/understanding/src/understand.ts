/** Owns the reading of one sentence of a conversation: text and context to actions. */

import type { Context, Understanding } from './actions.ts';
import type { Said } from './moment.ts';
import { parseQuickAdd } from './quick-add.ts';

export const emptyContext: Context = { tasks: [], lastListed: [], lastTouched: [] };

/** Pure: no clock, no randomness, no I/O. Throws on no string. */
export function understand(text: string, said: Said, _context: Context = emptyContext): Understanding {
  const { chips: _, title, ...stated } = parseQuickAdd(text, said);
  return {
    intent: 'add_task',
    actions:
      title === ''
        ? [{ kind: 'not_understood', text, reason: 'There is no text' }]
        : [{ kind: 'add', task: { title, ...stated }, confidence: 0.5 }],
    reference: null,
    stated,
  };
}
