/** Owns the polite words around a request: they change nothing of what is asked. */

const opening =
  /^(?:(?:no(?: wait)?|wait|oh wait|sorry),\s+|(?:sorry|no wait|no|wait)\s+(?=(?:make|move|change|push|set) )|(?:hey|hi|hello|ok|okay|so|um|uh|ugh|argh|hmm+|what'?s more|one more thing|by the way|btw|oh and|and|basically|anyways?|like|look(?=[,.!:])|well|please|pls|plz|kindly|just(?! (?:(?!feed|need|weed|shred)[a-z]{2,}ed|sent|paid|bought|went|wrote|met|made|took|got|did|had|sold|told)\b)|also|alright|right|great|perfect|yes|yeah|yep|oh|actually|now then|quick(?:ly)?|assistant|bot|there|dear)[,.!:]*\s+)/i;
const asking =
  /^(?:(?:can|could|would|will) (?:you|u)(?: please| kindly| just| maybe| possibly)?(?: be able to)?|(?:can|could|may|might) (?:i|we)(?: please| just)?(?= (?:have|get|add|set|see|delete|remove|make|create|mark|move|reschedule|change|push|postpone|delay|snooze|cancel|rename|edit|update) )|would you mind|do you mind|i(?:'d| would) (?:like|want|love|need|prefer)(?: for)? you to|i (?:want|need|would like)(?: for)? you to|i(?:'d| would) appreciate it if you(?: could| would)?|is it possible (?:for you )?to|you can|you (?:should|need to|must)|go ahead and|be sure to|i can(?= (?:cross|check|tick|mark) )|let me(?= (?:add|create|make|set|put|schedule|note|write) )|(?:please )?help me(?: to)?|if you (?:can|could),?)\s+/i;
const closing =
  /(?:[,\s]+(?:please|pls|plz|thanks|thank you|thank you so much|thx|ty|for me|will you|would you|could you|if you can|if possible|if you don'?t mind|asap please|ok|okay|mate|buddy))+[\s.!?]*$/i;

/** Never empty: a text that is nothing but courtesy is returned as it is. */
export function stripCourtesy(text: string): string {
  let core = text.trim();
  const asked = asking.test(core.replace(opening, ''));
  for (let left = 6; left > 0; left--) {
    const shorter = core.replace(opening, '').replace(asking, '');
    if (shorter === core || shorter.trim() === '') break;
    core = shorter.trim();
  }
  // "could you add milk?" asks nothing.
  if (asked) core = core.replace(/\s*\?+$/u, '');
  const closed = core.replace(closing, '').trim();
  return closed === '' ? core : closed;
}
