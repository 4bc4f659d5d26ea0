/** Owns the name of the channel on which changes are announced; migration 0007 has it in its text. */

export const changesChannel = 'todo_changes';
