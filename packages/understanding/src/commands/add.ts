/** Owns the ways to ask for a new task, and how many tasks a sentence asks for. */

import { taskVerbs } from '../text/task-verbs.ts';

export interface Addition {
  /** What is to be added, dates and marks still in it; empty where the sentence does not say. */
  readonly items: readonly string[];
  /** Of a named list: "add milk to the shopping list". */
  readonly list: string | null;
}

const noun =
  '(?:tasks?|todos?|to-dos?|to dos?|reminders?|items?|entry|alarms?|notes? to self|memo|action items?|list items?|things?)';
const joining =
  '(?:(?:,? ?(?:set )?(?:to|for me to|for myself to|so i|so that i|that|about|called|named|titled|saying|which says|that says|of|on|i (?:have|need) to|in order to|which is|reading)(?![\\p{L}])|:|,| -)\\s*)?(?:remind me (?:to|of|about|that)\\s+)?(?:i (?:need|have|want) to\\s+|me to\\s+)?';
const listName =
  "(?:to|on|onto|in|into|at|upon) (?:my|the|our|a|me|this) (?<list>(?:[\\p{L}\\d'’-]+ ){0,3}?(?:list|lists|todos?|to-dos?|tasks|reminders?|calendar|agenda|schedule|inbox|to do))(?: list)?(?: (?:for|of) (?:things|stuff|tasks)(?: to do)?)?";

const withNoun = new RegExp(
  `^(?:(?:add|create|make|set(?: up)?|put(?: in)?|insert|enter|open(?: up)?(?= an? )|start|give me(?= an? )|(?:have|need|get|want)(?= an? )|schedule|log|new|record|save|leave|write|draft|establish|i need|i want|i'd like|i would like|can i (?:have|get)|don'?t forget to set) )(?:up )?(?:me )?(?:in )?(?:an?|another|the|one|one more|my|some|new|these|this|following)?\\s*(?:(?:new|quick|daily|weekly|important|urgent|following|simple|recurring|personal|(?:high|medium|low|top)[- ]priority|p[1-4]) )*${noun}(?: (?:up|set|made|created|item))*(?: (?:for|on|to|in) (?:me|myself|my (?:to-?do )?list|my calendar))?\\s*${joining}(?<rest>.*)$`,
  'iu',
);
const bareNoun =
  /^(?:new |quick |another )?(?:task|todo|to-do|to do|reminder|memo|note to self|note)\s*(?::|-|–|to\b|for\b|—)\s*(?<rest>.+)$/isu;
const toList = new RegExp(
  `^(?:add|put|insert|include|stick|throw|write|get|place|pop|jot|enter|note|append|have|log|chuck|schedule|pencil) (?:down )?(?!(?:i|we|you)\\b)(?<rest>.+?) (?:down )?${listName}(?<tail>.*)$`,
  'iu',
);
const toListFirst = new RegExp(`^(?:add|put|write) ${listName}[:,]?(?: to)? (?<rest>.+)$`, 'iu');
const plain =
  /^(?:add|jot(?: down)?|note(?: down)?|write down|put down|log(?= (?:that|a|an) )|pencil in|quick add)(?: (?:these|this|the following|in|that))?(?: (?:tasks|items|things|too|also))?:?,?\s+(?:(?:that|to|a|an)\s+(?=i |[\p{L}]+))?(?<rest>.+)$/isu;
const remind =
  /^(?:(?:please |also |so |and )?(?:remind|rmd) (?:me|us|myself)|i(?:'d| would)? (?:want|like|need|have) to (?:be|get) reminded|i need (?:a )?reminding|i (?:must|need to|have to|should|gotta) remember|remember|don'?t (?:let me )?forget|do not (?:let me )?forget|let me not forget|make sure (?:that )?i|note to self|keep in mind|help me remember|be reminded|i keep forgetting)(?: again| also| please| later)?(?:,)?(?: (?:to|that|about|of|for|i (?:have|need) to|i should|i must))?(?:\s+(?<rest>.+))?$/iu;
const infix =
  /^(?<pre>.+?)[,;.]? (?:please |can you |could you |so |then |and )?(?:remind me|set a reminder(?: for me)?|create a reminder|make a reminder|add a reminder|(?:put|add|stick) (?:it|that|this)(?: (?:on|to|in) (?:my|the) (?:[\p{L}-]+ ){0,2}?(?:list|todos?|tasks|reminders|calendar))?)(?: (?:to|about|that|of|for))?(?<post>(?: .+)?)$/iu;
const duty =
  /^(?:i|we)(?:(?:'m| am|'re| are) (?:also |still )?(?:supposed|meant|expected|required|planning|hoping|going) to|(?:'ve| have| really| also| still)*(?: just)?(?: (?:need|have|want|ought|got|am supposed|'m supposed|was supposed|were supposed|was told|were told|was asked|were asked|promised|agreed|plan|intend|am going|'m going)(?: to)|'?ll| will| must| should| gotta| wanna| can'?t forget(?: to)?| better| had better))(?: (?:remember to|go|be sure to))? (?<rest>.+)$/isu;
const elided =
  /^(?:need to|need(?= (?!help|a hug|directions|advice))|have to|gotta|got to|must|should(?! (?:i|we|you)\b)|wanna|want to|going to|gonna|time to|it'?s time to|supposed to) (?<rest>.+)$/isu;

/** "the dog needs a bath", "the car is due for an oil change" */
const wanting =
  /^(?:the|my|our) (?:[\p{L}'-]+ ){1,3}?(?:needs?|is due for|are due for|could use|ought to get|should get) (?!to (?:know|stop|be)\b|help$|you\b|me\b).+$/iu;

/** "i also need batteries" */
const needing =
  /^(?:i|we) (?:(?:also|still|really) need(?! to\b)|need (?=some |more |another |new |a new ))\s*(?!(?:(?:some|more|another|a|new) )?(?:help|advice|info|information|love|time|sleep|space|money|hugs?|break|rest|answers?)\b)(?<rest>.+)$/iu;

/** "we're out of coffee": it is to be got. */
const lacking =
  /^(?:i|we)(?:'m| am|'re| are|'ve| have)? ?(?:just |all |almost |nearly |completely )*(?:out of|(?:run|ran|running) (?:out of|low on)|low on|short on) (?!(?:office|town|time|ideas?|luck|work|here|breath|shape|control|energy|patience|money|love|my|your|the)\b)(?<rest>.+)$/iu;

/** `explicit`: the sentence asks for a task in so many words; otherwise it only states a duty ("i need to …"). */
export function readAddition(text: string): (Addition & { explicit: boolean }) | null {
  const said = text.replace(/[\s]+$/u, '');
  const listed = toList.exec(said)?.groups ?? toListFirst.exec(said)?.groups;
  if (
    listed !== undefined &&
    !/^(?:a|an|another|new|the)? ?(?:new )?(?:task|todo|to-do|reminder|item|note)$/iu.test(listed.rest ?? '')
  )
    return {
      items: split(`${listed.rest}${listed.tail ?? ''}`),
      list: listNamed(listed.list),
      explicit: true,
    };
  for (const pattern of [withNoun, bareNoun]) {
    const rest = pattern.exec(said)?.groups?.rest;
    if (rest !== undefined && !/^(?:list|app|manager)\b/iu.test(rest))
      return { items: split(withoutTail(rest)), list: null, explicit: true };
  }
  const reminder = remind.exec(said);
  if (reminder !== null) {
    const rest = reminder.groups?.rest ?? '';
    if (
      /^(?:what|which|when|where|who|how|why|if (?:i|there)|whether|of (?:what|my|all)|my (?:list|tasks|todos|schedule)|the (?:list|date|name|time|tasks)|again what|(?:the|those|all) (?:things?|stuff) (?:that )?i)\b/iu.test(
        rest,
      )
    )
      return null;
    return { items: one(rest), list: null, explicit: true };
  }
  const inside = infix.exec(said)?.groups;
  if (
    inside !== undefined &&
    !/^(?:did|do|does|have|has|is|are|was|what|which|when|why|how|who)\b/iu.test(inside.pre ?? '')
  ) {
    const post = (inside.post ?? '').trim();
    return {
      items: one(post === '' ? (inside.pre ?? '') : `${post} ${inside.pre}`),
      list: null,
      explicit: true,
    };
  }
  const added = plain.exec(said)?.groups?.rest;
  if (added !== undefined) return { items: split(added), list: null, explicit: true };
  const lacks = (lacking.exec(said) ?? needing.exec(said))?.groups?.rest;
  if (lacks !== undefined) return { items: split(lacks), list: null, explicit: true };
  if (wanting.test(said)) return { items: [said], list: null, explicit: true };
  const owed = duty.exec(said)?.groups?.rest ?? elided.exec(said)?.groups?.rest;
  return owed === undefined ? null : { items: [owed], list: null, explicit: false };
}

function one(text: string): string[] {
  const rest = text.trim();
  return rest === '' || /^(?:again|something|please|later|things?|it|that|this|me)$/iu.test(rest)
    ? []
    : [rest];
}

function withoutTail(text: string): string {
  return text.replace(
    /\s+(?:to|on|in) (?:my|the) (?:to-?do |task |reminder )?(?:list|calendar|tasks|todos)$/iu,
    '',
  );
}

function listNamed(list: string | undefined): string | null {
  const name = (list ?? '')
    .toLowerCase()
    .replace(/\s*\b(?:list|lists)$/u, '')
    .trim();
  return name === '' ||
    /^(?:(?:to-?do|to do|todo|task|chore|reminder|personal|own|daily|whole|regular|current)s?|tasks|todos|reminders?|calendar|agenda|schedule|inbox|things to do)$/u.test(
      name,
    )
    ? null
    : name;
}

/** "milk, eggs and bread" is three, "buy milk, eggs and bread" one: either every item is a deed or none is. */
export function split(text: string): string[] {
  const rest = text.trim();
  const lines = rest
    .split(/\s*[\r\n;]+\s*/u)
    .map((line) => line.replace(/^(?:[-*•–]|\d+[.)])\s+/u, '').trim())
    .filter(Boolean);
  if (
    lines.length > 1 &&
    !lines.some((line) => /^(?:due|priority|tags?|labels?|project|notes?|deadline|when|date)\b/iu.test(line))
  )
    return lines;
  const listing = rest.replace(/^:\s*/u, '');
  if (!listing.includes(',') && !/ (?:and|&) /u.test(listing)) return one(listing);
  const items = listing
    .split(/\s*,\s*(?:and\s+|&\s*)?|\s+(?:and|&)\s+/u)
    .map((item) => item.trim())
    .filter(Boolean);
  const verbs = items.filter((item) => taskVerbs.has((item.split(/\s+/u)[0] ?? '').toLowerCase())).length;
  const short = items.every(
    (item) =>
      item.split(/\s+/u).length <= (verbs > 0 ? 8 : 3) &&
      !/^(?:please|by|on|at|for|due|p[1-4]|#|@|tomorrow|today|then|i|it|with|every)\b/iu.test(item),
  );
  const clear = listing.includes(',') ? items.length >= 2 : verbs === items.length && items.length === 2;
  return short && clear && (verbs === 0 || verbs === items.length) ? items : one(listing);
}
