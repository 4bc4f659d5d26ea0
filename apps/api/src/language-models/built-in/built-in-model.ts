/**
 * The built-in assistant as a language model of the AI SDK: rules instead of a network, the same answer for the same
 * prompt, clock and tasks. It goes through the same loop, tools and approvals as any hosted model.
 */

import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from '@ai-sdk/provider';
import type { KnownTask } from '@todo-chatbot/understanding';
import { writeQuestion } from './pending-question.ts';
import { planTurn, type TurnPlan, type Understand } from './plan-turn.ts';
import { readPrompt } from './read-prompt.ts';
import { type ListAnswer, reportOutcomes } from './report-outcomes.ts';
import type { Clock } from './when.ts';

export const builtInModelId = 'built-in';

/** It counts no tokens. */
const usage: LanguageModelV4Usage = {
  inputTokens: { total: undefined, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: undefined, text: undefined, reasoning: undefined },
};

/** @param options.knownTasks the tasks that a text may be about, those with these ids among them */
export function createBuiltInModel(options: {
  readonly understand: Understand;
  readonly clock: Clock;
  readonly knownTasks: (text: string, ids: readonly string[]) => Promise<readonly KnownTask[]>;
  readonly newId: () => string;
}): LanguageModelV4 {
  const { understand, clock, knownTasks, newId } = options;
  const said = { now: clock.now.toString(), timeZone: clock.timeZone };

  async function answer({ prompt }: LanguageModelV4CallOptions): Promise<readonly LanguageModelV4Content[]> {
    const turn = readPrompt(prompt);
    if (turn.done.length > 0) {
      const { actions } = understand(turn.text, said, { tasks: [], lastListed: [], lastTouched: [] });
      const list = actions.find((action) => action.kind === 'list');
      const text = reportOutcomes(turn.done, {
        clock,
        answer: (list?.answer ?? 'list') satisfies ListAnswer,
      });
      return [{ type: 'text', text }];
    }
    const candidates = turn.question?.candidates ?? [];
    const tasks = await knownTasks(turn.text, [...turn.lastListed, ...turn.lastTouched, ...candidates]);
    return contentOf(planTurn(turn, { understand, said, tasks }), newId);
  }

  return {
    specificationVersion: 'v4',
    provider: builtInModelId,
    modelId: builtInModelId,
    supportedUrls: {},
    async doGenerate(call) {
      const content = await answer(call);
      return { content: [...content], finishReason: finishOf(content), usage, warnings: [] };
    },
    async doStream(call) {
      const content = await answer(call);
      return {
        stream: new ReadableStream<LanguageModelV4StreamPart>({
          start(controller) {
            controller.enqueue({ type: 'stream-start', warnings: [] });
            for (const [index, part] of content.entries()) {
              for (const piece of streamed(part, `text-${index}`)) controller.enqueue(piece);
            }
            controller.enqueue({ type: 'finish', finishReason: finishOf(content), usage });
            controller.close();
          },
        }),
      };
    },
  };
}

function contentOf(plan: TurnPlan, newId: () => string): readonly LanguageModelV4Content[] {
  const text = plan.texts.join('\n\n');
  return [
    ...(text === ''
      ? []
      : [
          {
            type: 'text' as const,
            text,
            ...(plan.question !== null && { providerMetadata: writeQuestion(plan.question) }),
          },
        ]),
    ...plan.calls.map(({ name, input }) => ({
      type: 'tool-call' as const,
      toolCallId: newId(),
      toolName: name,
      input: JSON.stringify(input),
    })),
  ];
}

function streamed(part: LanguageModelV4Content, id: string): readonly LanguageModelV4StreamPart[] {
  if (part.type !== 'text') return part.type === 'tool-call' ? [part] : [];
  const metadata = part.providerMetadata === undefined ? {} : { providerMetadata: part.providerMetadata };
  return [
    { type: 'text-start', id, ...metadata },
    ...(part.text.match(/.*\n|.+$/g) ?? []).map((delta) => ({ type: 'text-delta' as const, id, delta })),
    { type: 'text-end', id, ...metadata },
  ];
}

function finishOf(content: readonly LanguageModelV4Content[]): LanguageModelV4FinishReason {
  const unified = content.some(({ type }) => type === 'tool-call') ? 'tool-calls' : 'stop';
  return { unified, raw: undefined };
}
