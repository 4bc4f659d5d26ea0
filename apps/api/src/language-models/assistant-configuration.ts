/** Owns what is configured about the assistant. */

export const assistantProviders = ['built-in', 'openai-compatible', 'ollama', 'anthropic', 'google'] as const;
export type AssistantProvider = (typeof assistantProviders)[number];

export type AssistantConfiguration =
  | { readonly provider: 'built-in' }
  | {
      readonly provider: Exclude<AssistantProvider, 'built-in'>;
      readonly model: string;
      /** `null`: the provider's own. */
      readonly baseUrl: string | null;
      readonly apiKey: string | null;
      /** Longest wait for the next piece of an answer, the first included. */
      readonly timeoutMs: number;
    };

export const ollamaBaseUrl = 'http://127.0.0.1:11434/v1';
