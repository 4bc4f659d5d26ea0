import { expect, it } from 'vitest';
import { readChoice, readQuestion, writeQuestion } from './pending-question.ts';

const tasks = [
  { id: 'a', title: 'Call mom about the trip', completed: false },
  { id: 'b', title: 'Call mom about dinner', completed: false },
  { id: 'c', title: 'Buy milk', completed: false },
];

it.each<[string, readonly string[] | null]>([
  ['the second one', ['b']],
  ['2', ['b']],
  ['#1', ['a']],
  ['the last one please', ['c']],
  ['Dinner', ['b']],
  ['buy milk', ['c']],
  ['both', ['a', 'b', 'c']],
  ['never mind', []],
  ['call mom', null],
  ['9', null],
  ['add bread', null],
])('reads “%s” as a choice', (text, chosen) => {
  expect(readChoice(text, ['a', 'b', 'c'], tasks)).toEqual(chosen);
});

it('comes back as it was written, and from nothing else', () => {
  const question = { candidates: ['a', 'b'], action: { kind: 'complete' as const } };
  expect(readQuestion(writeQuestion(question))).toEqual(question);
  expect(readQuestion(undefined)).toBeNull();
  expect(readQuestion({ 'built-in': { question: '{' } })).toBeNull();
});
