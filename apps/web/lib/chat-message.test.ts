import { chatStreamRequest } from '@todo-chatbot/contracts';
import { describe, expect, it } from 'vitest';
import { type ChatMessage, chatBody, textOf, unfinished } from './chat-message.ts';

const id = '0195a2f1-0000-4000-8000-000000000001';
const asked: ChatMessage = { id: 'u1', role: 'user', parts: [{ type: 'text', text: 'delete taxes' }] };
const replied = (status: 'complete' | 'streaming' | 'stopped' | 'failed' | 'interrupted'): ChatMessage => ({
  id: 'a1',
  role: 'assistant',
  metadata: { status },
  parts: [],
});
const approved: ChatMessage = {
  id: 'a2',
  role: 'assistant',
  parts: [
    { type: 'text', text: 'Shall I?' },
    {
      type: 'tool-delete_task',
      toolCallId: 'call-1',
      state: 'approval-responded',
      input: { task_id: id },
      approval: { id: 'approval-1', approved: true, reason: 'Deletes a task' },
    },
    {
      type: 'tool-list_tasks',
      toolCallId: 'call-2',
      state: 'output-available',
      input: { status: 'pending', limit: 50 },
      output: { tasks: [], more: false },
    },
  ],
};

describe('what travels to the API', () => {
  it('is the last message alone, and obeys the contract', () => {
    const body = chatBody({
      id,
      messages: [asked, replied('complete'), asked],
      trigger: 'submit-message',
      timeZone: 'UTC',
    });
    expect(body).toEqual({ id, trigger: 'submit-message', timeZone: 'UTC', messages: [asked] });
    expect(chatStreamRequest.safeParse(body).success).toBe(true);
  });

  it('is of a reply nothing but the answers to what waits for approval', () => {
    const messages = [asked, approved];
    const body = chatBody({ id, messages, trigger: 'submit-message', timeZone: 'UTC' });
    expect(body).toMatchObject({
      messages: [
        {
          role: 'assistant',
          parts: [
            {
              type: 'tool-delete_task',
              toolCallId: 'call-1',
              state: 'approval-responded',
              approval: { id: 'approval-1', approved: true },
            },
          ],
        },
      ],
    });
    expect(JSON.stringify(body)).not.toContain('Shall I?');
    expect(chatStreamRequest.safeParse(body).success).toBe(true);
  });
});

it('reads the words of a message', () => {
  expect(textOf(approved)).toBe('Shall I?');
});

it.each([
  ['nothing', [], null],
  ['a message without a reply', [asked], 'interrupted'],
  ['a whole reply', [asked, replied('complete')], null],
  ['a stopped one', [asked, replied('stopped')], 'stopped'],
  ['one that failed', [asked, replied('failed')], 'failed'],
  ['one whose replica is gone', [asked, replied('interrupted')], 'interrupted'],
  ['one whose stream broke off', [asked, replied('streaming')], 'interrupted'],
  ['one that waits for approval', [asked, approved], null],
] as const)('knows how it ended: %s', (_what, messages, ending) => {
  expect(unfinished(messages)).toBe(ending);
});
