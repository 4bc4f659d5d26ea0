/**
 * Owns which tool calls wait for the person's approval: what destroys, and what changes many tasks, be it in one call or by
 * many calls in one reply. Enforced where tools are run; nothing that a model or a task's text says is asked.
 */

import { type ToolName, toolsNeedingApproval } from '@todo-chatbot/contracts';

/** Calls of one reply that run without being asked about: beyond them it is a bulk change. */
export const freeCallsPerReply = { adding: 10, changing: 3 } as const;

const adding: ReadonlySet<ToolName> = new Set(['add_task']);
const changing: ReadonlySet<ToolName> = new Set(['complete_task', 'update_task', 'reschedule_task', 'undo']);

/** Why the call must wait, in words for the person; null when it may run. Counts the calls of one reply. */
export type ApprovalRule = (call: {
  readonly id: string;
  readonly name: ToolName;
  readonly input: unknown;
}) => string | null;

/** @param earlier calls that this reply made before it was continued */
export function createApprovalRule(
  earlier: readonly { readonly id: string; readonly name: string }[],
): ApprovalRule {
  const counted = { adding: new Set<string>(), changing: new Set<string>() };
  const count = (id: string, name: string): 'adding' | 'changing' | null => {
    const kind = adding.has(name as ToolName) ? 'adding' : changing.has(name as ToolName) ? 'changing' : null;
    if (kind !== null) counted[kind].add(id);
    return kind;
  };
  for (const { id, name } of earlier) count(id, name);
  return ({ id, name, input }) => {
    if (toolsNeedingApproval.has(name)) return reasonOf(name, input);
    const kind = count(id, name);
    if (kind === null || counted[kind].size <= freeCallsPerReply[kind]) return null;
    return `More than ${freeCallsPerReply[kind]} changes at once`;
  };
}

function reasonOf(name: ToolName, input: unknown): string {
  const { task_ids, tasks, action } = (input ?? {}) as {
    task_ids?: readonly unknown[];
    tasks?: readonly unknown[];
    action?: string;
  };
  const many = (count: number) => (count === 1 ? 'one task' : `${count} tasks`);
  switch (name) {
    case 'add_tasks':
      return `Adds ${many(tasks?.length ?? 0)}`;
    case 'update_tasks':
      return `${action === 'delete' ? 'Deletes' : 'Changes'} ${many(task_ids?.length ?? 0)}`;
    default:
      return 'Deletes a task';
  }
}
