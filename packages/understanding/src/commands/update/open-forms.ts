/** Owns changes of which the sentence does not say what is to be: "change the due date of the deck". */

import { pointing } from '../command.ts';
import { type Form, update } from './form.ts';

export const openForms: readonly Form[] = [
  {
    pattern: /^give (?<x>.+?) (?:an? |the )?(?:higher|lower|different|new) priority$/iu,
    read: ({ x }) => update(x, null),
  },
  {
    // "add a due date to the deck": it does not say which.
    pattern:
      /^(?:add|attach|give|set|assign|put) (?:an? |the |some )?(?:new )?(?:due date|deadline|date|due time|priority|labels?|tags?|notes?|details?|description|subtasks?|location|attachment) (?:to|on|for) (?<x>.+?)(?:: .*)?$/iu,
    read: ({ x }) => update(x, null),
  },
  {
    pattern:
      /^(?:remove|delete|clear|take|drop) (?:the |all |its |any )*(?:labels?|tags?|notes?|description|subtasks?|project|repeat|recurrence) (?:from|off|of|on|for) (?<x>.+)$/iu,
    read: ({ x }) => update(x, null),
  },
  {
    pattern:
      /^(?:update|change|edit|fix|adjust|modify|correct) (?:the |my )?(?<x>.+?)(?:'s)? (?:deadline|due date|due time|priority|title|labels?|tags?|recurrence|appointment time|meeting time|time|date|day)$/iu,
    read: ({ x }) => update(x, null),
  },
  {
    pattern:
      /^(?:remove|clear|delete|drop|unset|raise|lower|increase|decrease|change|edit|update) (?:its|the) (?:due )?(?:date|time|deadline|priority|title|reminder time|due date|label|tag|note)s?$/iu,
    read: () => update('it', null),
  },
  {
    pattern: /^(?:raise|lower|increase|decrease|up|bump up|drop) (?:the )?priority (?:of|on|for) (?<x>.+)$/iu,
    read: ({ x }) => update(x, null),
  },
  {
    pattern:
      /^(?:change|edit|modify|update|set|correct) (?:the )?(?:title|name|priority|due date|date|deadline|time|labels?|tags?|project|notes?|description) (?:of|for|on) (?<x>.+)$/iu,
    read: ({ x }) => update(x, null),
  },
  {
    pattern: /^(?:change|edit|modify|update|correct|fix|alter) (?<x>.+)$/iu,
    read: ({ x }) =>
      pointing.test((x ?? '').trim()) && !/^(?:all|every|any) /i.test(x ?? '') ? update(x, null) : null,
  },
];
