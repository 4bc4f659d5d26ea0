/** Owns what the built-in assistant reads in a prompt: the person's words, what was done since, what the talk was about. Pure. */

import type { LanguageModelV4Prompt, LanguageModelV4ToolResultOutput } from '@ai-sdk/provider';
import { type PendingQuestion, readQuestion } from './pending-question.ts';

/** A call of this reply with what came of it. */
export type DoneCall = {
  readonly name: string;
  readonly input: unknown;
  /** `undefined`: the person said no. */
  readonly output: unknown;
};

export type Turn = {
  /** The person's last message. */
  readonly text: string;
  /** Calls since then that have an outcome. */
  readonly done: readonly DoneCall[];
  /** What the assistant asked with its last words before that message. */
  readonly question: PendingQuestion | null;
  /** Ids as they were last shown, and those of the last change. */
  readonly lastListed: readonly string[];
  readonly lastTouched: readonly string[];
};

export function readPrompt(prompt: LanguageModelV4Prompt): Turn {
  const calls = new Map<string, { readonly name: string; readonly input: unknown }>();
  let text = '';
  let done: DoneCall[] = [];
  let question: PendingQuestion | null = null;
  let asked: PendingQuestion | null = null;
  let lastListed: readonly string[] = [];
  let lastTouched: readonly string[] = [];
  for (const message of prompt) {
    switch (message.role) {
      case 'system':
        break;
      case 'user':
        text = message.content.map((part) => (part.type === 'text' ? part.text : '')).join(' ');
        done = [];
        question = asked;
        asked = null;
        break;
      case 'assistant':
        for (const part of message.content) {
          if (part.type === 'tool-call') {
            calls.set(part.toolCallId, { name: part.toolName, input: part.input });
          } else if (part.type === 'text') {
            asked = readQuestion(part.providerOptions) ?? asked;
          }
        }
        if (asked !== null) lastListed = asked.candidates;
        break;
      case 'tool':
        for (const part of message.content) {
          if (part.type !== 'tool-result') continue;
          const call = calls.get(part.toolCallId);
          const output = contentOf(part.output);
          done.push({ name: part.toolName, input: call?.input, output });
          const ids = idsOf(output);
          if (ids.length === 0) continue;
          if (part.toolName === 'list_tasks') lastListed = ids;
          else lastTouched = ids;
        }
        break;
    }
  }
  return { text, done, question, lastListed, lastTouched };
}

/** Results are wrapped with a note for models about what data is: see `tool-set.ts`. */
function contentOf(output: LanguageModelV4ToolResultOutput): unknown {
  switch (output.type) {
    case 'json':
      return typeof output.value === 'object' && output.value !== null && 'data' in output.value
        ? output.value.data
        : output.value;
    case 'execution-denied':
      return undefined;
    case 'error-text':
      return /denied|went on instead/i.test(output.value) ? undefined : { error: output.value };
    case 'text':
      return output.value;
    case 'error-json':
    case 'content':
      return { error: 'It could not be done.' };
  }
}

function idsOf(output: unknown): readonly string[] {
  if (typeof output !== 'object' || output === null) return [];
  const tasks = 'tasks' in output && Array.isArray(output.tasks) ? output.tasks : [output];
  return tasks.flatMap((task: unknown) => {
    if (typeof task !== 'object' || task === null || !('task_id' in task)) return [];
    return typeof task.task_id === 'string' ? [task.task_id] : [];
  });
}
