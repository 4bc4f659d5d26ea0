/** Owns the ways to make a task more or less important. */

import { pointing } from '../command.ts';
import { type Form, levels, priorityFrom, update } from './form.ts';

export const priorityForms: readonly Form[] = [
  {
    pattern: new RegExp(
      `^(?:change|set|make|update|raise|lower|increase|bump|drop|put|adjust|edit) (?:the )?priority (?:of|for|on|level of) (?<x>.+?) (?:to|as|=) (?:be )?(?<p>${levels})(?: priority)?$`,
      'iu',
    ),
    read: ({ x, p }) => update(x, { priority: priorityFrom(p) }),
  },
  {
    pattern: new RegExp(
      `^(?:change|set|make|mark|bump|flag|update|give|raise|lower|put|switch) (?<x>.+?)(?:'s)? (?:(?:the )?priority )?(?:to |as |at |a )?(?:a )?(?:priority )?(?<p>${levels})(?: priority)?$`,
      'iu',
    ),
    read: ({ x, p }, { text }) =>
      /^\d$/.test(p ?? '') && !/priority/i.test(text)
        ? null
        : update(x?.replace(/ priority$/i, ''), { priority: priorityFrom(p) }),
  },
  {
    pattern: /^(?:prioriti[sz]e|star) (?<x>.+)$/iu,
    read: ({ x }) =>
      pointing.test(x ?? '') || /^(?:the|my) /iu.test(x ?? '')
        ? update(x, { priority: 'p1' })
        : update(x, { priority: 'p1' }, false),
  },
  {
    pattern: /^(?:flag|mark|star|pin) (?<x>.+?) (?:as |is )?(?:very )?important$/iu,
    read: ({ x }) => update(x, { priority: 'p1' }),
  },
  {
    pattern: /^(?:un-?flag|un-?star|de-?prioriti[sz]e) (?<x>.+)$/iu,
    read: ({ x }) => update(x, { priority: 'p4' }),
  },
  {
    pattern:
      /^(?:drop|bump|move|take|bring) (?<x>.+?) (?:down |up )?to (?<p>high|medium|low|top|urgent|normal) priority$/iu,
    read: ({ x, p }) => update(x, { priority: priorityFrom(p) }),
  },
  {
    pattern:
      /^(?:add|put|set|give|assign) (?:an? |the )?(?<p>p[1-4]|(?:high|low|medium|top) priority) (?:on|to|for) (?<x>.+)$/iu,
    read: ({ x, p }) => update(x, { priority: priorityFrom(p?.replace(/ priority$/iu, '')) }),
  },
  {
    pattern:
      /^(?:take|remove|drop|clear|delete) (?:the )?(?:p[1-4]|priority|urgent flag|flag) (?:off|from|of|on) (?<x>.+)$/iu,
    read: ({ x }) => update(x, { priority: 'p4' }),
  },
];
