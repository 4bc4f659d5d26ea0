/** Owns what a command sentence says before it is known which tasks it means. */

import type { TaskEdits } from '../actions.ts';
import type { Said } from '../moment.ts';

export interface Command {
  readonly kind: 'complete' | 'reopen' | 'delete' | 'update';
  /** As typed: "the second one". */
  readonly reference: string;
  /** `null`: what to change is not said. Only of an update. */
  readonly edits: TaskEdits | null;
  /** It can be nothing else. Otherwise it is one only if the reference fits a task: "finish essay" may be a new task. */
  readonly sure: boolean;
}

export interface CommandText {
  /** As typed, without courtesy. */
  readonly text: string;
  readonly said: Said;
}

/** Words that point at tasks and at nothing else. */
export const pointing =
  /^(?:it|this|that|them|these|those|both|they|everything|all|completed|done|finished|overdue|(?:this|that|the) one|(?:the )?(?:first|second|third|fourth|fifth|sixth|last|latest|next)(?: (?:one|two|three|task|item|todo))?|(?:the )?(?:task|item|number|no\.?|#)s? ?#?\d+)$|\b(?:tasks?|todos?|to-dos?|reminders?|items?|one|ones)$|^(?:all|every|any) |^(?:the )?(?:task|todo|reminder|item)s? |^everything\b|\b(?:on|from|off|in) (?:my|the) (?:[\p{L}]+ )?(?:list|tasks|reminders|calendar|schedule|agenda)$/iu;

/** "the dentist task" → "dentist"; ordinals and pronouns stay as they are. */
export function bareReference(words: string): string {
  const trimmed = words
    .trim()
    .replace(/^["“'](.*)["”']$/u, '$1')
    .replace(/[\s,.!?;:]+$/u, '');
  const short = trimmed
    .replace(
      /\s+(?:on|from|off|in|of) (?:my|the|our) (?:[\p{L}-]+ ){0,2}(?:list|tasks|reminders|calendar|schedule|agenda|todos|to-dos)$/iu,
      '',
    )
    .replace(
      /^(?:the|my|a|an|that|this|our)\s+(?:task|todo|to-do|reminder|item|entry|one)s?\s+(?:to |for |about |called |named |titled |saying |that says |of )?(?!\d)(?=\S)/iu,
      '',
    )
    .replace(
      /^(?:task|todo|reminder|item)s?\s+(?:to |for |about |called |named |titled )?(?!\d|#)(?=\S)/iu,
      '',
    )
    .replace(
      /^(?:the|my|our) (?=.*\b(?:task|todo|to-do|reminder|item|one|thing|entry)$)(.+?)\s+(?:task|todo|to-do|reminder|item|one|thing|entry)$/iu,
      '$1',
    )
    .replace(/^["“'](.*)["”']$/u, '$1');
  const ordinal =
    /^(?:first|second|third|fourth|fifth|sixth|seventh|last|next|latest|top|bottom|other|same|\d+(?:st|nd|rd|th)?)$/i.test(
      short,
    );
  return (
    ordinal
      ? trimmed
      : short.replace(/^(?:the|my|our) (?!first|second|third|fourth|fifth|last|top|next)(?=\S)/iu, '')
  ).trim();
}
