/** Owns how a task's title stands in a sentence: in quotes, and cut where it is long. */

const maxLength = 40;

export function quoteTitle(title: string): string {
  const characters = [...title];
  const cut = characters.length > maxLength ? `${characters.slice(0, maxLength - 1).join('')}…` : title;
  return `“${cut}”`;
}
