/** The port to whoever answers in a chat. */

import type { LanguageModelV4 } from '@ai-sdk/provider';
import type { AssistantInfo } from '@todo-chatbot/contracts';
import type { KnownTask } from '@todo-chatbot/understanding';
import type { Clock } from './built-in/when.ts';

export type AssistantModels = {
  readonly info: AssistantInfo;
  /**
   * The model for one reply.
   *
   * @param options.onFallback told once when the hosted model could not answer and the built-in one does
   */
  open(options: {
    readonly clock: Clock;
    readonly knownTasks: (text: string, ids: readonly string[]) => Promise<readonly KnownTask[]>;
    readonly onFallback: (why: FallbackReason) => void;
  }): Promise<LanguageModelV4>;
};

export type FallbackReason = { readonly kind: 'timed-out' | 'failed'; readonly error: unknown };
