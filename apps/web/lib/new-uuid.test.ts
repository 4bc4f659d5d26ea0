import { conversationId } from '@todo-chatbot/contracts';
import { expect, it } from 'vitest';
import { newUuid } from './new-uuid.ts';

it('makes a UUID that the API takes, another one each time', () => {
  const ids = Array.from({ length: 100 }, newUuid);
  expect(ids.filter((id) => !conversationId.safeParse(id).success)).toEqual([]);
  expect(new Set(ids).size).toBe(100);
});
