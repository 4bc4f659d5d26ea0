/** Owns the ways to stop a repetition. */

import { type Form, update } from './form.ts';

export const repetitionForms: readonly Form[] = [
  {
    pattern: /^stop (?<x>.+?) (?:from )?repeating$/iu,
    read: ({ x }) => update(x, { recurrence: null }),
  },
  {
    pattern:
      /^(?:turn off|stop|disable|end) (?:the )?(?:repeat(?:ing|s)?|recurrence|repetition) (?:for|of|on) (?<x>.+)$/iu,
    read: ({ x }) => update(x, { recurrence: null }),
  },
  {
    pattern: /^(?:don'?t|do not|stop|no longer) repeat(?:ing)? (?<x>.+?)(?: any ?more| any longer)?$/iu,
    read: ({ x }) => update(x, { recurrence: null }),
  },
  {
    pattern:
      /^(?:stop|end|cancel|remove) (?:the )?(?:repeat(?:ing|s)?|recurr(?:ing|ence)|repetition)(?: of| for| from| on)? (?<x>.+)$/iu,
    read: ({ x }) => update(x, { recurrence: null }),
  },
];
