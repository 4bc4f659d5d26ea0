/** Owns a question that the built-in assistant asked: kept beside its text, so that any replica can take the answer. */

import type { SharedV4ProviderMetadata } from '@ai-sdk/provider';
import type { Action, KnownTask } from '@todo-chatbot/understanding';

type Ask = Extract<Action, { kind: 'ask' }>;
/** Ids to choose from, and what to do with the chosen. */
export type PendingQuestion = { readonly candidates: Ask['candidates']; readonly action: Ask['then'] };

const key = 'built-in';

export function writeQuestion({ candidates, action }: PendingQuestion): SharedV4ProviderMetadata {
  return { [key]: { question: JSON.stringify({ candidates, action }) } };
}

export function readQuestion(metadata: SharedV4ProviderMetadata | undefined): PendingQuestion | null {
  const text = metadata?.[key]?.question;
  if (typeof text !== 'string') return null;
  try {
    // Written by this file and kept by the server alone: no client's message gets here.
    return JSON.parse(text) as PendingQuestion;
  } catch {
    return null;
  }
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
const place = new RegExp(
  `^(?:the |number |no\\.? |#)?(${ordinals.join('|')}|last|\\d{1,3})(?:st|nd|rd|th)?(?: one| task)?(?: please)?$`,
);

/**
 * The ids that an answer chooses: none for "never mind", null when it is no answer to the question.
 *
 * @param tasks those of the candidates that are known
 */
export function readChoice(
  text: string,
  candidates: readonly string[],
  tasks: readonly KnownTask[],
): readonly string[] | null {
  const answer = text
    .toLowerCase()
    .replaceAll(/[.!?,"“”]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (/^(none|neither|nothing|cancel|never ?mind|no|none of them|forget it)$/.test(answer)) return [];
  if (/^(both|all|all of them|both of them|everything|every one)$/.test(answer)) return candidates;
  const ordinal = place.exec(answer)?.[1];
  if (ordinal !== undefined) {
    const index = ordinal === 'last' ? candidates.length - 1 : ordinals.indexOf(ordinal);
    const chosen = candidates[index >= 0 ? index : Number(ordinal) - 1];
    return chosen === undefined ? null : [chosen];
  }
  const titled = tasks.filter(({ id }) => candidates.includes(id));
  const exact = titled.filter(({ title }) => title.toLowerCase() === answer);
  const within = answer.length < 3 ? [] : titled.filter(({ title }) => title.toLowerCase().includes(answer));
  const matching = exact.length > 0 ? exact : within;
  return matching.length === 1 ? matching.map(({ id }) => id) : null;
}
