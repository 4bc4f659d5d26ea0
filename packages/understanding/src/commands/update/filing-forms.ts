/** Owns the ways to file a task elsewhere: its project and labels. */

import { type Form, timed, update } from './form.ts';

export const filingForms: readonly Form[] = [
  {
    pattern: /^(?:put|file|keep) (?<x>.+?) (?:under|into) (?:the |my )?(?<p>[\p{L}\d_-]+)$/iu,
    read: ({ x, p }) =>
      update(x, { project: p ?? '' }, /^(?:the|my|it|this|that|them|these|those)\b/iu.test(x ?? '')),
  },
  {
    // "move this to work"
    pattern:
      /^(?:move|put|file|send|add|assign) (?<x>it|this|that|them|those|these|this one|that one) (?:to|in|into|under|on) (?:the |my )?(?<p>[\p{L}\d_-]+)$/iu,
    read: ({ x, p }, text) =>
      timed(x, p, text) ??
      (/^(?:list|tasks?|todos?|calendar|reminders?|bed|mind)$/iu.test(p ?? '')
        ? null
        : update(x, { project: p ?? '' })),
  },
  {
    pattern: /^(?:add|put) [#@](?<l>[\p{L}\d_-]+) (?:to|on) (?<x>.+)$/iu,
    read: ({ x, l }) => update(x, { addLabels: [l ?? ''] }),
  },
  {
    pattern:
      /^(?:tag|label) (?<x>it|this|that|them|these|those|(?:the|my) .+?) (?:as |with )?[@#]?(?<l>[\p{L}\d_-]+)$/iu,
    read: ({ x, l }) => update(x, { addLabels: [l ?? ''] }),
  },
  {
    pattern:
      /^(?:remove|delete|take) (?:the )?(?:label|tag) [@#]?(?<l>[\p{L}\d_-]+) (?:from|off|of) (?<x>.+)$/iu,
    read: ({ x, l }) => update(x, { removeLabels: [l ?? ''] }),
  },
  {
    pattern:
      /^(?:categori[sz]e|group|organi[sz]e|classify) (?<x>.+?) (?:under|as|in|into) (?:the |my )?(?<p>[\p{L}\d_-]+)$/iu,
    read: ({ x, p }) => update(x, { project: p ?? '' }),
  },
  { pattern: /^untag (?<x>.+)$/iu, read: ({ x }) => update(x, null) },
  {
    pattern:
      /^(?:add|put|attach|apply|give|set|stick) (?:the |a )?(?:label|tag)s? [@#]?(?<l>[\p{L}\d_-]+) (?:to|on|onto|for) (?<x>.+)$/iu,
    read: ({ x, l }) => update(x, { addLabels: [l ?? ''] }),
  },
  {
    pattern: /^(?:tag|label) (?<x>.+?) (?:as|with) [@#]?(?<l>[\p{L}\d_-]+)$/iu,
    read: ({ x, l }) => update(x, { addLabels: [l ?? ''] }),
  },
  {
    pattern:
      /^(?:move|transfer|put|send|shift|file|assign) (?<x>.+?) (?:in|to|into|under|over to) (?:the |my |project )?(?:#(?<tag>[\p{L}\d_/-]+)|(?<p>(?!(?:to-?do|to do|do|task|tasks|reminder|reminders)\b)[\p{L}\d _-]{1,30}?) (?:project|list|folder))$/iu,
    read: ({ x, tag, p }) => update(x, { project: (tag ?? p ?? '').replace(/^(?:the|my) /i, '') }),
  },
];
