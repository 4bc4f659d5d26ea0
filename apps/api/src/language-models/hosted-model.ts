/** Opens a hosted model. Its package is loaded with the first reply: a service without one never pays for it. */

import type { LanguageModelV4 } from '@ai-sdk/provider';
import { type AssistantConfiguration, ollamaBaseUrl } from './assistant-configuration.ts';

export async function openHostedModel(
  configuration: Exclude<AssistantConfiguration, { provider: 'built-in' }>,
): Promise<LanguageModelV4> {
  const { provider, model, baseUrl, apiKey } = configuration;
  const settings = {
    ...(baseUrl !== null && { baseURL: baseUrl }),
    ...(apiKey !== null && { apiKey }),
  };
  switch (provider) {
    case 'openai-compatible':
    case 'ollama': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      const open = createOpenAICompatible({ name: provider, ...settings, baseURL: baseUrl ?? ollamaBaseUrl });
      return open(model);
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic(settings)(model);
    }
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google');
      return createGoogle(settings)(model);
    }
  }
}
