/** Chooses who answers: the hosted model of the configuration with the built-in assistant behind it, or that one alone. */

import type { AssistantConfiguration } from './assistant-configuration.ts';
import type { AssistantModels } from './assistant-models.ts';
import { withDistinctCallIds } from './distinct-call-ids.ts';
import { openHostedModel } from './hosted-model.ts';
import { withFallback } from './with-fallback.ts';

export function createAssistantModels(options: {
  readonly configuration: AssistantConfiguration;
  readonly newId: () => string;
}): AssistantModels {
  const { configuration, newId } = options;
  const hostedModel = configuration.provider === 'built-in' ? null : configuration;
  return {
    info: { provider: configuration.provider, model: hostedModel?.model ?? null },
    async open({ clock, knownTasks, onFallback }) {
      const [{ understand }, { createBuiltInModel }] = await Promise.all([
        import('@todo-chatbot/understanding'),
        import('./built-in/built-in-model.ts'),
      ]);
      const builtIn = createBuiltInModel({ understand, clock, knownTasks, newId });
      if (hostedModel === null) return builtIn;
      const hosted = withDistinctCallIds(await openHostedModel(hostedModel), newId);
      return withFallback({ hosted, builtIn, timeoutMs: hostedModel.timeoutMs, onFallback });
    },
  };
}
