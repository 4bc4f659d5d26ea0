/**
 * Owns that no two tool calls of a conversation have the same id. Small servers count from one again with every answer, or
 * send none; an id that is new is left as it is, for some providers take only their own kind back.
 */

import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';

export function withDistinctCallIds(model: LanguageModelV4, newId: () => string): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    async doGenerate(call) {
      const name = createNames(call.prompt, newId);
      const result = await model.doGenerate(call);
      const content = result.content.map((part) =>
        part.type === 'tool-call' ? { ...part, toolCallId: name(part.toolCallId) } : part,
      );
      return { ...result, content };
    },
    async doStream(call) {
      const name = createNames(call.prompt, newId);
      /** Calls whose input has begun to come, by the model's id. */
      const begun = new Map<string, string>();
      const result = await model.doStream(call);
      const rename = new TransformStream<LanguageModelV4StreamPart, LanguageModelV4StreamPart>({
        transform(part, controller) {
          switch (part.type) {
            case 'tool-input-start': {
              const id = name(part.id);
              begun.set(part.id, id);
              return controller.enqueue({ ...part, id });
            }
            case 'tool-input-delta':
            case 'tool-input-end':
              return controller.enqueue({ ...part, id: begun.get(part.id) ?? part.id });
            case 'tool-call': {
              const toolCallId = begun.get(part.toolCallId) ?? name(part.toolCallId);
              begun.delete(part.toolCallId);
              return controller.enqueue({ ...part, toolCallId });
            }
            default:
              return controller.enqueue(part);
          }
        },
      });
      return { ...result, stream: result.stream.pipeThrough(rename) };
    },
  };
}

/** @returns the id for one more call: its own, or another where that is taken */
function createNames(
  prompt: LanguageModelV4CallOptions['prompt'],
  newId: () => string,
): (id: string) => string {
  const taken = new Set([
    '',
    ...prompt.flatMap((message) =>
      message.role === 'assistant'
        ? message.content.flatMap((part) => (part.type === 'tool-call' ? [part.toolCallId] : []))
        : [],
    ),
  ]);
  return (id) => {
    const distinct = taken.has(id) ? newId() : id;
    taken.add(distinct);
    return distinct;
  };
}
