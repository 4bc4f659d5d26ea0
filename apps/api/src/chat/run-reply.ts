/**
 * Owns the writing of one reply: the loop of model and tools, what of it is kept, and how it ended. The AI SDK is loaded
 * with this file, which is loaded with the first chat.
 */

import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { ChatNotice, MessageMetadata, MessageStatus, ToolName } from '@todo-chatbot/contracts';
import {
  convertToModelMessages,
  isStepCount,
  readUIMessageStream,
  streamText,
  toUIMessageStream,
  type UIMessage,
  type UIMessageChunk,
} from 'ai';
import { createApprovalRule } from '../assistant/approval.ts';
import { runTool } from '../assistant/run-tool.ts';
import type { ToolContext } from '../assistant/tool-context.ts';
import { createToolSet } from '../assistant/tool-set.ts';
import type { MessagePart, StoredMessage } from './conversation-store.ts';
import { isToolPart, isWaiting, toolNameOf } from './message-parts.ts';
import type { ReplyRecorder } from './reply-recorder.ts';

/** Rounds of model and tools in one reply. */
const stepsMax = 8;

export type FinishedReply = {
  readonly parts: readonly MessagePart[];
  readonly status: MessageStatus;
  /** Why it failed, for the log. */
  readonly error: unknown;
};

export type RunReplyOptions = {
  readonly conversationId: string;
  /** Up to and with the reply, oldest first. */
  readonly history: readonly StoredMessage[];
  readonly openModel: (notify: (notice: ChatNotice) => void) => Promise<LanguageModelV4>;
  readonly instructions: string;
  readonly context: Omit<ToolContext, 'callId'>;
  readonly recorder: ReplyRecorder;
  readonly signal: AbortSignal;
  /** Every piece as it comes; the last one only when the reply is kept. */
  readonly emit: (chunk: UIMessageChunk) => void;
};

export async function runReply(options: RunReplyOptions): Promise<FinishedReply> {
  const { conversationId, history, instructions, context, recorder, signal } = options;
  const reply = history.at(-1);
  if (reply?.role !== 'assistant') throw new Error('The history must end with the reply');

  const begun = await settleUnknown(reply, context, recorder);
  const message = { id: reply.id, role: 'assistant', parts: [...begun] } as UIMessage;
  const pieces = new TransformStream<UIMessageChunk, UIMessageChunk>();
  const writer = pieces.writable.getWriter();
  let parts: readonly MessagePart[] = begun;
  const recorded = (async () => {
    for await (const snapshot of readUIMessageStream({ message, stream: pieces.readable })) {
      parts = snapshot.parts as unknown as readonly MessagePart[];
      recorder.see(parts);
    }
  })();
  const emit = (chunk: UIMessageChunk) => {
    void writer.write(chunk);
    options.emit(chunk);
  };
  const metadata = (status: MessageStatus): MessageMetadata => ({
    conversationId,
    status,
    createdAt: reply.createdAt,
  });

  emit({ type: 'start', messageId: reply.id, messageMetadata: metadata('streaming') });
  let error: unknown = null;
  let aborted = false;
  let last: UIMessageChunk = { type: 'finish' };
  try {
    const tools = createToolSet({
      context,
      callIdOf: (id) => callIdOf(reply.id, id),
      begin: async ({ id, name, input }) => {
        signal.throwIfAborted();
        // What may change something is on record before it does: see `settleUnknown`.
        if (name === 'list_tasks') return;
        const known = parts.some((part) => part.toolCallId === id);
        const call = { type: `tool-${name}`, toolCallId: id, state: 'input-available', input };
        if (!(await recorder.keep(known ? parts : [...parts, call]))) throw new Error('The claim is lost');
      },
    });
    const rule = createApprovalRule(
      begun.filter(isToolPart).map((part) => ({ id: String(part.toolCallId), name: toolNameOf(part) })),
    );
    const past = history.slice(0, -1).map(({ id, role, parts }) => ({ id, role, parts: [...parts] }));
    const messages = [...past, ...(begun.length === 0 ? [] : [message])] as UIMessage[];
    const result = streamText({
      model: await options.openModel((notice) => emit({ type: 'data-notice', data: notice })),
      instructions,
      messages: await convertToModelMessages(messages, { tools }),
      tools,
      toolApproval: ({ toolCall: { toolCallId, toolName, input } }) => {
        const reason = rule({ id: toolCallId, name: toolName as ToolName, input });
        return reason === null ? undefined : { type: 'user-approval', reason };
      },
      stopWhen: isStepCount(stepsMax),
      abortSignal: signal,
      maxRetries: 0,
      onError: ({ error: cause }) => {
        error ??= cause;
      },
    });
    const stream = toUIMessageStream({
      stream: result.stream,
      tools,
      sendStart: false,
      sendReasoning: false,
      onError: () => 'The reply could not be finished. Try again.',
    });
    for await (const chunk of stream) {
      if (chunk.type === 'abort') aborted = true;
      if (chunk.type === 'finish' || chunk.type === 'abort') last = chunk;
      else emit(chunk);
    }
  } catch (cause) {
    error ??= cause;
    if (!signal.aborted) emit({ type: 'error', errorText: 'The reply could not be finished. Try again.' });
  }
  await writer.close();
  await recorded;

  const status = statusOf({ parts, aborted: aborted || signal.aborted, failed: error !== null });
  const ended = parts.map(closeText);
  const kept = await recorder.finish(ended, status);
  if (kept) options.emit({ type: 'message-metadata', messageMetadata: metadata(status) });
  options.emit(last);
  return { parts: ended, status: kept ? status : 'interrupted', error };
}

/** A model names its calls as it likes, and may use a name again in another conversation. */
function callIdOf(replyId: string, toolCallId: string): string {
  return `${replyId} ${toolCallId}`;
}

function statusOf(end: {
  readonly parts: readonly MessagePart[];
  readonly aborted: boolean;
  readonly failed: boolean;
}): MessageStatus {
  if (end.aborted) return 'stopped';
  if (end.failed) return 'failed';
  return end.parts.some(isWaiting) ? 'awaiting-approval' : 'complete';
}

/** A text that was cut is over all the same. */
function closeText(part: MessagePart): MessagePart {
  return part.type === 'text' && part.state === 'streaming' ? { ...part, state: 'done' } : part;
}

/**
 * Calls that a run before this one had begun, and of which nobody wrote down what came of them. Under its own id a call
 * adds nothing twice, and completing or changing twice is the same as once; only undoing twice would undo another thing.
 */
async function settleUnknown(
  { id: replyId, parts }: StoredMessage,
  context: Omit<ToolContext, 'callId'>,
  recorder: ReplyRecorder,
): Promise<readonly MessagePart[]> {
  const settled: MessagePart[] = [];
  for (const part of parts) {
    if (!isToolPart(part) || part.state !== 'input-available') {
      settled.push(part);
      continue;
    }
    const name = toolNameOf(part) as ToolName;
    if (name === 'undo') {
      const errorText = 'It was cut off, and whether it was done is not known. Look before you undo again.';
      settled.push({ ...part, state: 'output-error', errorText });
      continue;
    }
    const callId = callIdOf(replyId, String(part.toolCallId));
    const output = await runTool(name, part.input, { ...context, callId });
    settled.push({ ...part, state: 'output-available', output });
  }
  if (settled.some((part, index) => part !== parts[index])) await recorder.keep(settled);
  return settled;
}
