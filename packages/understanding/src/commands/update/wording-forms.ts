/** Owns the ways to change what a task says: its title and its notes. */

import { type Form, unquoted, update } from './form.ts';

export const wordingForms: readonly Form[] = [
  {
    pattern: /^(?:rename|retitle|re-name) (?<x>.+?) (?:to|as|into|->|=>) (?<to>.+)$/iu,
    read: ({ x, to }) => update(x, { title: unquoted(to ?? '') }),
  },
  {
    pattern:
      /^(?:change|update|edit|set|correct) (?:the )?(?:title|name|text|wording|description) (?:of|for|on) (?<x>.+?) (?:to|as|into) (?<to>.+)$/iu,
    read: ({ x, to }) => update(x, { title: unquoted(to ?? '') }),
  },
  {
    // "rename it slides for Q1"
    pattern:
      /^(?:rename|retitle|re-name|call) (?<x>it|this|that|this one|that one|(?:the|my) .+? (?:one|task|item|reminder)) (?<to>.+)$/iu,
    read: ({ x, to }) => update(x, { title: unquoted(to ?? '') }),
  },
  {
    pattern:
      /^(?:add|put|write|append) (?<note>.+) (?:to|in|into|on) the (?:notes?|description|comments?) (?:of|for|on) (?<x>.+)$/iu,
    read: ({ x, note }) => update(x, { notes: unquoted(note ?? '') }),
  },
  {
    pattern:
      /^(?:rename|retitle|reprioriti[sz]e|re-?label) (?<x>it|this|that|(?:the |my )?(?:(?:first|second|third|last) (?:one|task|item)|(?:task|number|item|reminder|#) ?.*|.+ (?:task|reminder|item|one)))$/iu,
    read: ({ x }) => update(x, null),
  },
  {
    pattern:
      /^(?:add|attach|append|put|leave) (?:a |the |this )?(?:notes?|comment|description)(?: (?:saying|that says))? (?<note>.+) (?:to|on|for) (?<x>.+?)$/iu,
    read: ({ x, note }) => update(x, { notes: unquoted(note ?? '') }),
  },
  {
    pattern:
      /^(?:add|attach|append|put|leave) (?:a |the )?(?:notes?|comment|description) (?:to|on|for) (?<x>.+?)(?:: | saying | that says )(?<note>.+)$/iu,
    read: ({ x, note }) => update(x, { notes: unquoted(note ?? '') }),
  },
];
