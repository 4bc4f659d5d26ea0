/** Owns the statistical guess at what a sentence wants, for sentences that no rule knows: multinomial logistic regression. */

import { featuresOf, type Sentence } from './features.ts';
import { weights } from './weights.ts';

export const classes = ['add', 'list', 'other'] as const;
export type Class = (typeof classes)[number];
export type Model = ReadonlyMap<string, readonly number[]>;

export const shippedModel: Model = parseModel(weights);

/** Probabilities, in the order of `classes`. */
export function classify(sentence: Sentence, model: Model): readonly number[] {
  const scores = classes.map(() => 0);
  for (const feature of featuresOf(sentence)) {
    for (const [index, weight] of (model.get(feature) ?? []).entries())
      scores[index] = (scores[index] ?? 0) + weight;
  }
  const top = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - top));
  const sum = raised.reduce((total, one) => total + one, 0);
  return raised.map((one) => one / sum);
}

/** A line a feature: its name, a tab, its weights in hundredths. */
export function parseModel(text: string): Model {
  const model = new Map<string, readonly number[]>();
  for (const line of text.split('\n')) {
    const [feature = '', numbers = ''] = line.split('\t');
    if (numbers !== '')
      model.set(
        feature,
        numbers.split(' ').map((number) => Number(number) / 100),
      );
  }
  return model;
}
