/** Owns the fixed sentences of the built-in assistant. */

import type { Language, SmallTalkTopic } from '@todo-chatbot/understanding';

export const help = `I keep your task list. You can say, for example:
- “Buy milk tomorrow at 5pm p1 #home @errand”
- “What is due this week?” or “What did I finish last week?”
- “Mark the second one done”, “Move it to Friday”
- “Delete everything about taxes” (I ask before I delete)
- “Undo that”`;

export const outOfScope =
  'I can only help with your task list: adding, finding, changing, completing and deleting tasks. Say “help” for examples.';

export const nothingToDo = 'I did not understand that. Nothing was changed. Say “help” for examples.';

const english: Readonly<Record<SmallTalkTopic, string>> = {
  greeting: 'Hello! What is on your mind for your list?',
  thanks: 'You are welcome.',
  goodbye: 'Goodbye. Your list is safe here.',
  how_are_you: 'I am fine, thank you. What can I do for your list?',
  who_are_you:
    'I am the built-in assistant of your task list: plain rules, no model and no network. Say “help” for examples.',
  acknowledge: 'Good.',
};

const romanUrdu: Readonly<Record<SmallTalkTopic, string>> = {
  greeting: 'Wa alaikum assalam! Aap ki list mein kya shamil karoon?',
  thanks: 'Khushi hui.',
  goodbye: 'Khuda hafiz.',
  how_are_you: 'Main theek hoon, shukriya. Aap ki list ke liye kya karoon?',
  who_are_you: 'Main aap ki task list ka assistant hoon.',
  acknowledge: 'Theek hai.',
};

const urdu: Readonly<Record<SmallTalkTopic, string>> = {
  greeting: 'وعلیکم السلام! آپ کی فہرست میں کیا شامل کروں؟',
  thanks: 'خوشی ہوئی۔',
  goodbye: 'خدا حافظ۔',
  how_are_you: 'میں ٹھیک ہوں، شکریہ۔ آپ کی فہرست کے لیے کیا کروں؟',
  who_are_you: 'میں آپ کے کاموں کی فہرست کا معاون ہوں۔',
  acknowledge: 'ٹھیک ہے۔',
};

const languages: Readonly<Record<Language, Readonly<Record<SmallTalkTopic, string>>>> = {
  en: english,
  ur: urdu,
  'ur-Latn': romanUrdu,
};

export function smallTalk(topic: SmallTalkTopic, language: Language): string {
  return languages[language][topic];
}

/** “a”, “b” and 3 more */
export function quoteTitles(titles: readonly string[], shown = 5): string {
  const quoted = titles.slice(0, shown).map((title) => `“${title}”`);
  const more = titles.length - quoted.length;
  if (more > 0) return `${quoted.join(', ')} and ${more} more`;
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}

export function countTasks(count: number, kind = ''): string {
  const words = kind === '' ? '' : `${kind} `;
  return count === 1 ? `one ${words}task` : `${count} ${words}tasks`;
}
