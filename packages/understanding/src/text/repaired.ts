/** Owns a text with the spellings of command words put right and everything else as typed. */

import { spellings } from './lexicon.ts';

const commandWords = new Set([
  'delete',
  'remove',
  'reminder',
  'remind',
  'please',
  'you',
  'schedule',
  'appointment',
]);

/** Only the first words can be a command. */
export function repaired(text: string): string {
  return text
    .replaceAll('’', "'")
    .split(' ')
    .map((word, index) => {
      const known = spellings.get(word.toLowerCase());
      return index < 5 && known !== undefined && commandWords.has(known) ? known : word;
    })
    .join(' ')
    .replace(/[^\S\r\n]+/g, ' ');
}
