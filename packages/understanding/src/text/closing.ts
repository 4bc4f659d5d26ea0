/** Owns the question whether a short, ambiguous phrase ("the 5th", "at 7", "May") ends where it is read, or begins a name. */

import { month, weekday } from './calendar-words.ts';

const followers = [
  'at|by|in|for|to|and|or|with|of|from|before|after|around|about|until|till|til|through|on|via|if|so|because|but|then|please',
  'when|while|next|this|every|each|morning|eve|am|pm|afternoon|evening|night|noon|midnight|today|tomorrow|tonight|sharp|instead|not',
  'p[1-4]|re|he|she|we|they|i|thanks|thx|that|which|starting|ending|due|remind|is|are|daily|weekly|monthly|ish|o',
  'my|the|our|his|her|their|your',
].join('|');
const closing = new RegExp(
  `^(?:\\s*$|\\s*[,.;:!?)\\]…](?:\\s|$)|\\s+[-–—#@+!*(&]|\\s+\\d|\\s+(?:${followers}|${weekday}|${month})(?![\\p{L}\\d]))`,
  'u',
);

/** `after` is the canonical text behind the phrase. */
export function closes(after: string): boolean {
  return closing.test(after);
}

const counted =
  /^ (?:%|percent|degrees?|miles?|km|kms|kg|kgs|lbs?|pounds?|dollars?|bucks|euros?|usd|pkr|rs|rupees|people|persons?|times|pages?|mph|kph|inch(?:es)?|cm|mm|m|ft|feet|cups?|of (?:a|the|my|us|them)|points?|stars?|reps|sets|laps|gb|mb|items?|bags?|boxes|bottles?|ounces?|oz|grams?|ml|litres?|liters?|minutes?|hours?|days?|weeks?|months?|years?|to 1|different|new|old|big|small|more|other|various|separate)(?![\p{L}\d])/u;

const numbered = new RegExp(
  `\\b(?:${[
    'sku|no|nr|number|code|id|ref|serial|part|model|isbn|invoice|ticket|order|phone|tel|fax|account|acct|version|v|build|release',
    'bug|issue|pr|case|item|card|slide|lesson|unit|room|apt|apartment|flat|row|seat|quiz|question|problem|exercise|story|batch',
    'lot|size|grade|level|page|chapter|verse|step|sprint|lab|module|form|clause|figure|table|track|season|episode|stage|photo',
    'image|route|gate|bay|exit|bus|line|platform|password|passcode|pin|section|article|rule|flight',
  ].join('|')})s?[.:#]? $`,
  'u',
);

/** What comes after `before` is the number of something: "bug 10/12", "flat 3". */
export function identifies(before: string): boolean {
  return numbered.test(before);
}

/** "12 May Street" is where, not when. */
export function namesStreet(after: string): boolean {
  return /^ (?:street|st|road|rd|avenue|ave|lane|ln|drive|crescent|close|terrace|square|court|gardens|blvd|boulevard|way|place)(?![\p{L}])/u.test(
    after,
  );
}

/** What follows a number makes it a measure, not a day or an hour: "at 5 percent". */
export function measures(after: string): boolean {
  return counted.test(after);
}
