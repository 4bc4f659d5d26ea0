/**
 * Owns the numbers of the contract that the browser needs at once. They are written out, because the contract's own files
 * bring Zod, which would be a fifth of the first load; `limits.test.ts` holds them to it.
 */

export const titleMaxLength = 500;
export const notesMaxLength = 10_000;
export const chatTextMaxLength = 4000;
export const priorities = ['p1', 'p2', 'p3', 'p4'] as const;
export const projectNameMaxLength = 120;
export const labelNameMaxLength = 60;
/** What the name of a label is made of. */
export const labelNamePattern = /^[^\s,@#"]+$/;
export const conversationTitleMaxLength = 200;
export const colours = [
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
  'pink',
] as const;
