/** Owns the step from a command to an action: one task is acted on, several need approval, and what is unclear is asked. */

import type { Action, Context } from '../actions.ts';
import type { Command, CommandText } from '../commands/command.ts';
import { parseQuickAdd } from '../quick-add.ts';
import { readFilter } from './read-filter.ts';
import { pointsAtSet, type Resolved, resolveReference } from './resolve-reference.ts';

const verbs = { complete: 'complete', reopen: 'reopen', delete: 'delete', update: 'change' } as const;

export function actOn(command: Command, { said }: CommandText, context: Context): Action {
  const { kind, reference, edits } = command;
  const read = parseQuickAdd(reference, said);
  const stated = readFilter({ text: reference.toLowerCase(), read, said });
  const wholeSet = pointsAtSet(reference);
  const named = /\b(?:completed|finished|done)\b/i.test(reference);
  const filter = {
    ...stated,
    status:
      kind === 'complete'
        ? ('pending' as const)
        : kind === 'reopen'
          ? ('completed' as const)
          : named
            ? stated.status
            : wholeSet && kind === 'delete'
              ? ('all' as const)
              : ('pending' as const),
  };
  const among = kind === 'complete' ? 'pending' : kind === 'reopen' ? 'completed' : 'any';
  const resolved = resolveReference({ words: reference, filter, among }, context);
  const then = kind !== 'update' ? { kind } : edits === null ? null : { kind, edits };
  if (resolved.kind !== 'tasks') return question(command, resolved, then);
  const { ids, bulk } = resolved;
  const needsApproval = kind === 'delete' || bulk || ids.length > 1;
  if (kind !== 'update') return { kind, ids, needsApproval, confidence: 0.9 };
  if (edits === null)
    return {
      kind: 'ask',
      question: `What should I change about ${quoted(reference)}?`,
      about: 'what_to_change',
      candidates: ids,
      // biome-ignore lint/suspicious/noThenProperty: an action is no promise and is never awaited.
      then: null,
      confidence: 0.7,
    };
  return { kind, ids, edits, needsApproval, confidence: 0.9 };
}

function question(
  { kind, reference }: Command,
  resolved: Exclude<Resolved, { kind: 'tasks' }>,
  then: Extract<Action, { kind: 'ask' }>['then'],
): Action {
  const verb = verbs[kind];
  if (resolved.kind === 'ambiguous')
    return {
      kind: 'ask',
      question: `Which task should I ${verb}? Several fit ${quoted(reference)}.`,
      about: 'which_task',
      candidates: resolved.ids,
      then,
      confidence: 0.8,
    };
  return {
    kind: 'ask',
    question: `I found no task for ${quoted(reference)}. Which one should I ${verb}?`,
    about: 'no_such_task',
    candidates: [],
    then,
    confidence: 0.7,
  };
}

function quoted(words: string): string {
  return `“${words}”`;
}
