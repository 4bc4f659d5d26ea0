/**
 * Owns who may say yes to an MCP client's destructive or bulk call. A client that can ask its person must ask; one that
 * cannot must say `confirmed`, which leaves the asking to it, and deletes many tasks not at all.
 */

import type { ToolName } from '@todo-chatbot/contracts';
import { createApprovalRule } from '../assistant/approval.ts';

export type Confirmation =
  | { readonly status: 'run' }
  | { readonly status: 'ask-person'; readonly question: string }
  | { readonly status: 'refused'; readonly why: string };

export function confirmationFor(call: {
  readonly name: ToolName;
  readonly input: unknown;
  /** Whether the client can put a question to its person (elicitation). */
  readonly canAsk: boolean;
  /** What the person answered; absent: not asked yet. */
  readonly answer: boolean | undefined;
}): Confirmation {
  const { name, input, canAsk, answer } = call;
  const reason = createApprovalRule([])({ id: 'call', name, input });
  if (reason === null) return { status: 'run' };
  if (canAsk) {
    if (answer === true) return { status: 'run' };
    if (answer === false) return { status: 'refused', why: 'The person said no. Nothing was changed.' };
    return { status: 'ask-person', question: `${reason}. Do you agree?` };
  }
  const { confirmed, action, task_ids } = (input ?? {}) as {
    confirmed?: boolean;
    action?: string;
    task_ids?: readonly unknown[];
  };
  if (name === 'update_tasks' && action === 'delete' && (task_ids?.length ?? 0) > 1) {
    return {
      status: 'refused',
      why: 'Deleting several tasks needs a client that can ask the person (elicitation). Nothing was changed. Delete them one by one, each after asking the person, or in the application.',
    };
  }
  if (confirmed === true) return { status: 'run' };
  return {
    status: 'refused',
    why: `${reason}: nothing was changed. Ask the person, and after they agree call again with "confirmed": true.`,
  };
}
