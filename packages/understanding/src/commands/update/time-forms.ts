/** Owns the ways to change when a task is due, and how it repeats. Longer than others: one list, of which each line is a form of speech. */

import { pointing } from '../command.ts';
import {
  amountBy,
  type Form,
  field,
  moving,
  shifted,
  timed,
  timedOrRenamed,
  trailing,
  update,
} from './form.ts';

export const timeForms: readonly Form[] = [
  {
    pattern: new RegExp(
      `^(?:remove|clear|delete|drop|take(?: off)?|unset) (?:the )?${field} (?:of|for|from|on|off(?: of)?) (?<x>.+)$`,
      'iu',
    ),
    read: ({ x }) => update(x, { due: null }),
  },
  {
    pattern:
      /^(?:make|turn) (?<x>.+?) (?:into )?an? (?<when>daily|weekly|monthly|yearly|fortnightly|biweekly|quarterly)(?: (?:task|reminder|thing|habit|event|one|chore|todo))?$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    // "the dentist moved to thursday"
    pattern:
      /^(?<x>(?:the|my|our) .+?)(?<! (?:is|are|was|were|be|been|all|now|already|has|have|got|gets)|'s|'ve) (?:moved|shifted|slipped|changed) (?:back |forward |out )?(?:to|until|till) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:can|could|should|shall|may|let) (?<x>(?!(?:i|we|you|it)\b).+?) be (?:due |moved to |set for |set to |changed to )?(?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    // "i meant friday"
    pattern: /^(?:no,? )?i (?:meant|mean|said) (?:to say )?(?:for |on |at )?(?<when>.+)$/iu,
    read: ({ when }, text) => timed('it', when, text),
  },
  {
    pattern:
      /^(?<x>it|that|this|they|(?:the|my) .+?) should (?:be |repeat |recur |happen |be due |be on |be at )+(?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: /^(?<x>\S+(?: \S+){0,3}) (?:is|are) (?:due|on|at) (?<when>.+) now$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    // "make the vet thursday", "make bins weekly"
    pattern:
      /^make (?<x>(?:the|my) .+?|[\p{L}]+)(?<! (?:on|at|for|to|due|repeat|recur|be|by|in|happen)) (?<when>(?:next |this )?[\p{L}\d:.]+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: /^set (?<x>.+?) (?:for|on|at|to) (?<when>.+) instead$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    // "vet's at 4 not 3"
    pattern: /^(?<x>\S+(?: \S+){0,3}?)(?:'s| is| are) (?<when>(?:due |on |at ).+) instead$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  { pattern: /^(?:unschedule) (?<x>.+)$/iu, read: ({ x }) => update(x, { due: null }) },
  {
    pattern: /^repeat (?<x>.+?) (?<when>(?:every|each|daily|weekly|monthly|yearly|fortnightly)\b.*)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: /^(?<x>it|that|this)(?:'s| is)(?: actually)? (?<when>(?:due|at|on|for) .+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    // "set the table for 6" is a thing to do, unless there is such a task.
    pattern: /^set (?<x>(?:the|my) .+?) for (?<when>.+)$/iu,
    read: ({ x, when }, text) => {
      const command = timed(x, when, text);
      return command === null ? null : { ...command, sure: pointing.test((x ?? '').trim()) };
    },
  },
  {
    pattern: new RegExp(
      `^(?:bring|push|move|pull) (?<x>.+?)(?<dir> forward| back| up| out) (?:by )?${amountBy}$`,
      'iu',
    ),
    read: (groups, text) => shifted(groups, text),
  },
  {
    pattern: new RegExp(`^put (?<x>.+?) off (?:by |for )?${amountBy}$`, 'iu'),
    read: (groups, text) => shifted(groups, text),
  },
  {
    pattern: /^(?:hold off on|hold|wait on) (?<x>.+?) (?:until|till|to) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: /^(?:make|set) (?<x>(?:the|my) .+?) (?<when>(?:at|on) .+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:we|i|they)(?:'ve| have)? (?:moved|pushed|rescheduled|postponed|delayed|shifted|bumped) (?<x>.+?) (?:back |out )?(?:to|until|till) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:can|could|should|shall|may) (?:we|i) (?:do|have|make|get|schedule) (?<x>.+?) (?<when>(?:on|at|for) .+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: /^put (?<x>.+?) off (?:till|until|to|for|by) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^give (?<x>.+?) (?:a |the )?(?:new )?(?:due date|deadline|date|due time|time) (?:of |on |at |to be )?(?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:make|set|have|let) (?<x>.+?) (?:to )?(?:repeat(?:ing)?|recur(?:ring)?|happen|be|due) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: /^(?:repeat) (?<x>it|this|that|.+? (?:task|reminder|one)) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: new RegExp(
      `^(?:${moving}) (?<x>.+?)(?: back| forward| out| off| ahead| up| later)? (?:by )?(?:another )?${amountBy}(?<dir> earlier| sooner| forward| later| back)?$`,
      'iu',
    ),
    read: (groups, text) => shifted(groups, text),
  },
  {
    pattern: new RegExp(
      `^(?:${moving}) (?:the )?${field} (?:of|for|on) (?<x>.+?) (?:to|for|until|till|as|from .+ to) (?<when>.+)$`,
      'iu',
    ),
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: new RegExp(
      `^${moving} (?<x>.+?)(?: back| forward| out| off)? (?:to be|to|till|until|from .+ (?:to|until)|into) (?<when>.+)$`,
      'iu',
    ),
    read: ({ x, when }, text) => timedOrRenamed(x, when, text),
  },
  {
    pattern:
      /^(?:bring|push|pull|move|put) (?<x>.+?) (?:forward|back|up|out) (?:to|until|till) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:let'?s |we (?:could|should|can) |i'?ll )?(?:do|have|schedule|put|get) (?<x>it|this|that|them|those) (?<when>(?:on|at|for|to|in|by) .+|\S+)$/iu,
    read: ({ x, when }, text) => timed(x, when?.replace(/^(?:for|to) /iu, ''), text),
  },
  {
    // "the dentist got moved to the 12th", "the call is now at 4"
    pattern:
      /^(?<x>.+?)(?:'s| is| was| has| got| gets)(?: been| now)* (?:moved|pushed|rescheduled|postponed|changed|delayed|shifted|brought forward|bumped)(?: back| forward| out)? (?:to|until|till|by) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    // "the permit is due friday now"; "the call is at 4", of which "instead of 3" was taken off.
    pattern:
      /^(?<x>(?:the|my|our) .+?)(?:'s| is| are) (?<when>(?:due |on |at |for )?\S.*?)(?: now| instead)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: /^(?<x>.+?)(?:'s| is| are) now (?:due )?(?<when>(?:on |at |due )?.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern: new RegExp(`^add ${amountBy} to (?<x>.+)$`, 'iu'),
    read: (groups, text) => (pointing.test(groups.x ?? '') ? shifted(groups, text) : null),
  },
  {
    // "can we do the dentist on tuesday instead"
    pattern:
      /^(?:(?:can|could|shall|should) (?:we|i) |let'?s )?(?:do|have|make|move|schedule|put|get) (?<x>.+?) (?<when>(?:on|at|for|to|by) .+?|\S+) instead$/iu,
    read: ({ x, when }, text) => timed(x, when?.replace(/^(?:for|to) /iu, ''), text),
  },
  {
    // "change clocks on sunday" is a new task, "postpone the report for monday" no other thing than a change.
    pattern:
      /^(?:reschedule|re-schedule|postpone|push(?: back)?|delay|defer|snooze|bump|bring forward|put off) (?<x>.+?) (?:for|on) (?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
  {
    pattern:
      /^(?:set|add|put|give)(?: (?:a|the|an?other))? (?:due date|deadline|date|due time|time)(?: of| to| as)? (?<when>.+?) (?:for|on|to) (?<x>.+)$/iu,
    read: ({ x, when }, text) =>
      pointing.test((x ?? '').trim()) || /^(?:the|my) /iu.test(x ?? '') ? timed(x, when, text) : null,
  },
  {
    pattern:
      /^(?:reschedule|postpone|snooze|defer|re-schedule|put off|push back|unsnooze|bump|delay) (?<x>.+)$/iu,
    read: ({ x }, text) => trailing(x, text),
  },
  {
    pattern:
      /^(?:make|schedule|set) (?<x>it|this|that|them|the .+ (?:one|task|reminder)) (?:for |on |at |to )?(?<when>.+)$/iu,
    read: ({ x, when }, text) => timed(x, when, text),
  },
];
