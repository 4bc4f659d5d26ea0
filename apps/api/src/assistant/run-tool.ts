/** Owns running a tool by its name: one way for the assistant and for MCP. */

import { type ToolInput, type ToolName, type ToolOutput, toolInputs } from '@todo-chatbot/contracts';
import type { ToolContext } from './tool-context.ts';
import { addTask, addTasks } from './tools/add.ts';
import { completeTask, deleteTask, rescheduleTask, updateTask } from './tools/change.ts';
import { undo, updateTasks } from './tools/change-many.ts';
import { listTasks } from './tools/list.ts';

type Tools = {
  readonly [N in ToolName]: (input: ToolInput<N>, context: ToolContext) => Promise<ToolOutput<N>>;
};

const tools: Tools = {
  add_task: addTask,
  list_tasks: listTasks,
  complete_task: completeTask,
  update_task: updateTask,
  delete_task: deleteTask,
  reschedule_task: rescheduleTask,
  add_tasks: addTasks,
  update_tasks: updateTasks,
  undo,
};

/**
 * Whether it may run is not decided here: see `approval.ts`.
 *
 * @throws StorageUnavailable; what a person or model can do something about is an answer with `error`
 */
export async function runTool<N extends ToolName>(
  name: N,
  input: unknown,
  context: ToolContext,
): Promise<ToolOutput<N>> {
  const parsed = toolInputs[name].safeParse(input);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    return { error: problems.join('; ') };
  }
  return await tools[name](parsed.data as ToolInput<N>, context);
}
