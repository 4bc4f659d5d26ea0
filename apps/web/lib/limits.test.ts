import * as contracts from '@todo-chatbot/contracts';
import { expect, it } from 'vitest';
import * as limits from './limits.ts';

it('has the numbers of the contract', () => {
  const { titleMaxLength, notesMaxLength, chatTextMaxLength, priorities } = contracts;
  expect({ ...limits }).toEqual({ titleMaxLength, notesMaxLength, chatTextMaxLength, priorities });
});
