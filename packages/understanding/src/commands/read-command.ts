/** Owns which command, if any, a sentence is: what could also be a new task is one only where it fits an existing task. */

import type { Context } from '../actions.ts';
import type { QuickAdd } from '../chips.ts';
import { resolveReference } from '../references/resolve-reference.ts';
import { type Command, type CommandText, pointing } from './command.ts';
import { readCompletion } from './complete.ts';
import { readDeletion } from './delete.ts';
import { readUpdate } from './update.ts';

const soft =
  /^(?:i (?:want|need|have|would like|'?d like|wanna) to|i'd like to|let'?s|lets|we (?:should|can|need to)|you (?:can|should)|time to) /iu;

export interface Circumstances {
  readonly read: QuickAdd;
  readonly context: Context;
}

export function readCommand(text: CommandText, { read, context }: Circumstances): Command | null {
  const direct = decided(text, { read, context });
  if (direct !== null) return direct;
  const bare = text.text.replace(soft, '');
  if (bare === text.text) return null;
  const command = decided({ ...text, text: bare }, { read, context });
  if (command === null) return null;
  // "i want to move the report to monday", "let's delete the report"
  const dated =
    command.kind === 'update' &&
    ((command.edits?.due != null && / to /u.test(bare)) || command.edits?.shift !== undefined);
  const dropped =
    command.kind === 'delete' &&
    /^(?:delete|remove|erase) the /iu.test(bare) &&
    !/\b(?:need|have) to\b/iu.test(text.text);
  if (dated || dropped) return command;
  const pointed = pointing.test(command.reference) || pointing.test(bare.replace(/^\S+ /u, ''));
  return pointed || known(command, context) ? command : null;
}

/** What an assistant at home would set; no task. */
const device =
  /^(?:the )?(?:[\p{L}]+ )?(?:volume|channel|temperature|thermostat|brightness|lights?|music|song|station|language|voice|speed|heat|heating|ac|fan|tv)$/iu;

function decided(text: CommandText, { read, context }: Circumstances): Command | null {
  for (const reader of [readUpdate, readCompletion, readDeletion]) {
    const command = reader(text);
    if (command === null || command.reference === '') continue;
    if (known(command, context)) return command;
    if (
      command.sure &&
      !(command.kind === 'update' && device.test(command.reference)) &&
      !planned(command, text, read)
    )
      return command;
  }
  return null;
}

/** "delete old photos tomorrow" plans a deed; "delete the photos task" does it. */
function planned(
  { kind, reference }: Command,
  { text }: CommandText,
  { due, recurrence }: QuickAdd,
): boolean {
  if (kind !== 'delete' || (due === null && recurrence === null) || /^(?:cancel|call off) /iu.test(text))
    return false;
  return (
    !pointing.test(text) &&
    !pointing.test(reference) &&
    !/^\p{L}+ (?:the|my|that|this|all) (?:\p{L}+ )?(?:reminder|task|todo|appointment|meeting|item)s?\b/iu.test(
      text,
    )
  );
}

function known({ reference }: Command, context: Context): boolean {
  if (context.tasks.length === 0) return false;
  const words = { words: reference, among: 'any', filter: everyTask } as const;
  return resolveReference(words, context).kind !== 'none';
}

const everyTask = {
  status: 'all',
  period: null,
  overdue: false,
  undated: false,
  priority: null,
  project: null,
  labels: [],
  search: null,
} as const;
