/**
 * Owns the numbers of the contract that the browser needs at once. They are written out, because the contract's own files
 * bring Zod, which would be a fifth of the first load; `limits.test.ts` holds them to it.
 */

export const titleMaxLength = 500;
export const notesMaxLength = 10_000;
export const chatTextMaxLength = 4000;
export const priorities = ['p1', 'p2', 'p3', 'p4'] as const;
