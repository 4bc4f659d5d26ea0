/**
 * Owns what happens when a hosted model fails, is cut off or stays silent: the built-in assistant answers, in the same
 * reply and for the rest of it. What the hosted model had said by then stays; a tool call of it that was passed on is
 * finished before.
 */

import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import type { FallbackReason } from './assistant-models.ts';

export function withFallback(options: {
  readonly hosted: LanguageModelV4;
  readonly builtIn: LanguageModelV4;
  /** Longest silence. */
  readonly timeoutMs: number;
  readonly onFallback: (why: FallbackReason) => void;
}): LanguageModelV4 {
  const { hosted, builtIn, timeoutMs, onFallback } = options;
  let fallen = false;
  const fall = (error: unknown) => {
    fallen = true;
    onFallback({ kind: error instanceof SilentTooLong ? 'timed-out' : 'failed', error });
  };

  async function* stream(call: LanguageModelV4CallOptions): AsyncGenerator<LanguageModelV4StreamPart> {
    const cut = new AbortController();
    const signals = [cut.signal, ...(call.abortSignal === undefined ? [] : [call.abortSignal])];
    const open = new Set<string>();
    let begun = false;
    let called = false;
    try {
      const within = <T>(promise: PromiseLike<T>) => orSilent(promise, timeoutMs);
      const result = await within(hosted.doStream({ ...call, abortSignal: AbortSignal.any(signals) }));
      const reader = result.stream.getReader();
      for (;;) {
        const { done, value: part } = await within(reader.read());
        if (done) throw new Error('The answer of the model ended before it was finished');
        if (part.type === 'error') throw part.error;
        if (part.type === 'text-start') open.add(part.id);
        if (part.type === 'text-end') open.delete(part.id);
        if (part.type === 'tool-call') called = true;
        if (part.type === 'stream-start') begun = true;
        if (part.type === 'finish' && part.finishReason.unified === 'error') {
          throw new Error('The model ended with an error');
        }
        yield part;
        if (part.type === 'finish') return;
      }
    } catch (error) {
      cut.abort();
      if (call.abortSignal?.aborted) throw error;
      fall(error);
    }
    for (const id of open) yield { type: 'text-end', id };
    if (called) {
      yield { type: 'finish', finishReason: { unified: 'tool-calls', raw: undefined }, usage: noUsage };
      return;
    }
    const answer = await builtIn.doStream(call);
    for await (const part of answer.stream) {
      if (part.type === 'stream-start' && begun) continue;
      yield 'id' in part && typeof part.id === 'string' ? { ...part, id: `built-in-${part.id}` } : part;
    }
  }

  return {
    specificationVersion: 'v4',
    provider: hosted.provider,
    modelId: hosted.modelId,
    supportedUrls: hosted.supportedUrls,
    async doGenerate(call) {
      if (fallen) return await builtIn.doGenerate(call);
      try {
        return await orSilent(hosted.doGenerate(call), timeoutMs);
      } catch (error) {
        if (call.abortSignal?.aborted) throw error;
        fall(error);
        return await builtIn.doGenerate(call);
      }
    },
    async doStream(call) {
      if (fallen) return await builtIn.doStream(call);
      return { stream: ReadableStream.from(stream(call)) as ReadableStream<LanguageModelV4StreamPart> };
    },
  };
}

const noUsage = {
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined },
};

class SilentTooLong extends Error {
  constructor(ms: number) {
    super(`The model was silent for ${ms} ms`);
    this.name = 'SilentTooLong';
  }
}

async function orSilent<T>(promise: PromiseLike<T>, ms: number): Promise<T> {
  const silent = Promise.withResolvers<never>();
  const timer = setTimeout(() => silent.reject(new SilentTooLong(ms)), ms);
  try {
    return await Promise.race([promise, silent.promise]);
  } finally {
    clearTimeout(timer);
  }
}
