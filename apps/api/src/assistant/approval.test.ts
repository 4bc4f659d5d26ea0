import { toolNames } from '@todo-chatbot/contracts';
import { expect, it } from 'vitest';
import { createApprovalRule, freeCallsPerReply } from './approval.ts';

it('lets looking, adding and changing one task run', () => {
  const rule = createApprovalRule([]);
  const free = toolNames.filter((name) => rule({ id: name, name, input: {} }) === null);
  expect(free).toEqual(['add_task', 'list_tasks', 'complete_task', 'update_task', 'reschedule_task']);
});

it('says what waits, and how much of it', () => {
  const rule = createApprovalRule([]);
  expect(rule({ id: '1', name: 'delete_task', input: {} })).toBe('Deletes a task');
  const input = { task_ids: ['a', 'b'], action: 'delete' };
  expect(rule({ id: '2', name: 'update_tasks', input })).toBe('Deletes 2 tasks');
  expect(rule({ id: '3', name: 'add_tasks', input: { tasks: [{}] } })).toBe('Adds one task');
});

it('counts the calls of one reply, those before it was continued too, each once', () => {
  const earlier = [
    { id: '1', name: 'complete_task' },
    { id: '2', name: 'update_task' },
  ];
  const rule = createApprovalRule(earlier);
  expect(rule({ id: '1', name: 'complete_task', input: {} })).toBeNull();
  expect(rule({ id: '3', name: 'undo', input: {} })).toBeNull();
  expect(rule({ id: '4', name: 'reschedule_task', input: {} })).toContain(
    `More than ${freeCallsPerReply.changing}`,
  );
  expect(rule({ id: '5', name: 'add_task', input: {} })).toBeNull();
});
