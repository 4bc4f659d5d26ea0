/** Owns how hosted models speak over HTTP, as each provider documents it: what tests let a local server answer. */

export type ToolCall = { readonly name: string; readonly input: unknown };

export type WireFormat = {
  /** Of the request, below the base URL. */
  readonly path: string;
  /** Header in which the key is sent, and how. */
  readonly keyHeader: readonly [name: string, value: (key: string) => string];
  /** Server-sent events of an answer: the pieces of a text, each as it comes. */
  text(pieces: readonly string[]): readonly string[];
  toolCall(call: ToolCall): readonly string[];
  /** What comes where the service is out of capacity. */
  readonly refusal: { readonly status: number; readonly body: unknown };
  /** An event that ends an answer which had begun. */
  readonly failure: string;
};

const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;

/** https://platform.openai.com/docs/api-reference/chat-streaming, which Ollama speaks too. */
const chatCompletions: WireFormat = {
  path: '/chat/completions',
  keyHeader: ['authorization', (key) => `Bearer ${key}`],
  text: (pieces) => [
    ...pieces.map((content) => data(completion({ role: 'assistant', content }, null))),
    data(completion({}, 'stop')),
    'data: [DONE]\n\n',
  ],
  toolCall: ({ name, input }) => [
    data(
      completion(
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            {
              index: 0,
              id: 'call_1',
              type: 'function',
              function: { name, arguments: JSON.stringify(input) },
            },
          ],
        },
        null,
      ),
    ),
    data(completion({}, 'tool_calls')),
    'data: [DONE]\n\n',
  ],
  refusal: {
    status: 503,
    body: { error: { message: 'No capacity', type: 'server_error', param: null, code: null } },
  },
  failure: data({ error: { message: 'No capacity', type: 'server_error', param: null, code: null } }),
};

function completion(delta: object, finish_reason: string | null) {
  const choices = [{ index: 0, delta, finish_reason }];
  return { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm', choices };
}

/** https://docs.claude.com/en/docs/build-with-claude/streaming */
const messages: WireFormat = {
  path: '/messages',
  keyHeader: ['x-api-key', (key) => key],
  text: (pieces) => [
    ...begun(),
    event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
    ...pieces.map((text) =>
      event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
    ),
    ...ended('end_turn'),
  ],
  toolCall: ({ name, input }) => [
    ...begun(),
    event({
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'tool_use', id: 'toolu_1', name, input: {} },
    }),
    event({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'input_json_delta', partial_json: JSON.stringify(input) },
    }),
    ...ended('tool_use'),
  ],
  refusal: {
    status: 529,
    body: { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
  },
  failure: event({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
};

function event(value: { readonly type: string; readonly [member: string]: unknown }): string {
  return `event: ${value.type}\n${data(value)}`;
}

function begun(): readonly string[] {
  const usage = { input_tokens: 1, output_tokens: 1 };
  const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'm', content: [], usage };
  return [event({ type: 'message_start', message }), event({ type: 'ping' })];
}

function ended(stop_reason: string): readonly string[] {
  return [
    event({ type: 'content_block_stop', index: 0 }),
    event({
      type: 'message_delta',
      delta: { stop_reason, stop_sequence: null },
      usage: { output_tokens: 2 },
    }),
    event({ type: 'message_stop' }),
  ];
}

/** https://ai.google.dev/api/generate-content */
const generateContent: WireFormat = {
  path: '/models/m:streamGenerateContent?alt=sse',
  keyHeader: ['x-goog-api-key', (key) => key],
  text: (pieces) =>
    pieces.map((text, index) => data(candidate({ text }, index === pieces.length - 1 ? 'STOP' : null))),
  toolCall: ({ name, input }) => [data(candidate({ functionCall: { name, args: input } }, 'STOP'))],
  refusal: {
    status: 503,
    body: { error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } },
  },
  failure: data({ error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } }),
};

function candidate(part: object, finishReason: string | null) {
  const content = { role: 'model', parts: [part] };
  return {
    candidates: [{ content, index: 0, ...(finishReason !== null && { finishReason }) }],
    usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, totalTokenCount: 2 },
    modelVersion: 'm',
  };
}

export const wireFormats = {
  'openai-compatible': chatCompletions,
  ollama: chatCompletions,
  anthropic: messages,
  google: generateContent,
} as const satisfies Record<string, WireFormat>;
