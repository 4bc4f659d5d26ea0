/** Owns the question whether a date only names a thing: "sunday gravy recipe", "binge friday season 2". */

const made =
  '(?:recipes?|articles?|dvd|cd|vinyl|blu-?ray|posters?|pics?|memes?|magazine|novels?|albums?|songs?|lyrics|episodes?|soundtrack|movies?|films?|documentary|essays?|podcasts?|cartoons?|templates?|biography|autobiography|box set|comics?|coupons?|crossword|designs?|costumes?|mugs?|t-?shirts?|quotes?|murals?|menus?|cover|post|playlist|cookbook|audiobook|trailer|anthology|clips?|columns?|chords|tabs|shirts?|merch|hoodies?|stickers?|sheet music|tote|figurine|fan ?art|brochures?|brands?|addresses?|polish|mats?|logos?|wallpapers?|keychains?|candles?|mugs?|apps?|software|solvers?|plush|toys?|boots|sneakers|sandals|sweaters?|jumpers?|jackets?|socks|caps?|hats?|earrings?|perfume|cologne|cds?|book(?=$))';
const naming = new RegExp(`^(?<words>(?: [\\p{L}'’-]+){0,4}) ${made}[\\s.!]*$`, 'u');
const numbered = /^ (?:season|episode|series|volume|vol|part|chapter|issue) \d/u;

/** `before` and `after` are the canonical text around the date, which no helping word leads. */
export function namesThing(before: string, after: string): boolean {
  if (numbered.test(after)) return before !== '';
  const words = naming.exec(after)?.groups?.words;
  if (words === undefined) return false;
  const between = words.trim() === '' ? [] : words.trim().split(' ');
  if (before.trim() === '' && between.length === 0) return false;
  return !between.some((word) => deed.test(word) || joining.test(word));
}
/** Few on purpose: the whole list of verbs is more than a browser should load for this. */
const deed =
  /^(?:watch|read|write|buy|get|find|finish|review|edit|submit|send|make|draft|order|return|pick|print|record|call|plan|prep|see|bring|take|do|go|update|publish|upload|paint|learn|practice|rent|borrow|collect|wash|pack|clean|fix|wear|ship|mail|fold|iron|sort|sell|try|measure|hang|move|put|load|donate|repair|replace|exchange|charge|check|choose|hand|give|knit|design|patch|try|pay|post|drop|test|install|delete|download|finalize|finalise|work|discuss|demo|launch|release|deploy|ask|tell|remind)$/;
const joining = /^(?:at|on|in|for|to|with|from|by|and|the|a|an|my|our|about|of|re)$/;
