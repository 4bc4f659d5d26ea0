/** Owns greetings, thanks and questions about the assistant itself, in English and Urdu. */

import type { Action, Language, SmallTalkTopic } from '../actions.ts';

type Talk = readonly [topic: SmallTalkTopic | 'help', language: Language, words: RegExp];

const talk: readonly Talk[] = [
  [
    'greeting',
    'en',
    /^(?:hi|hello|hey|hiya|howdy|g'day|namaste|hola|yo|hey there|hi there|hello there|good (?:morning|afternoon|evening|day)|greetings|sup|what'?s up|morning|evening)(?: (?:there|bot|assistant|everyone|buddy|friend|mate|pal|all|again))?$/,
  ],
  [
    'how_are_you',
    'en',
    /^(?:(?:hi|hello|hey),? )?(?:how are (?:you|things)|how(?:'s| is) it going|how do you do|how are you doing(?: today)?|you ok|how have you been|how(?:'s| is) your day)(?: today| doing)?$/,
  ],
  [
    'thanks',
    'en',
    /^(?:thanks?|thank you|thx|ty|ta|cheers|much appreciated|thanks (?:a lot|heaps|tons|a ton|a bunch|a million)|thank you (?:so|very) much|many thanks|thanks so much|appreciate it|thanks for (?:the|your) help)(?: (?:a lot|a million|mate|buddy))?$/,
  ],
  [
    'goodbye',
    'en',
    /^(?:bye|goodbye|bye bye|(?:see|catch) (?:you|ya)(?: later| tomorrow| soon| around)?|good ?night(?: sweet dreams)?|sweet dreams|later|cya|talk to you later|take care|farewell)$/,
  ],
  [
    'acknowledge',
    'en',
    /^(?:ok|okay|cool|great|nice|perfect|awesome|got it|sounds good|sure|alright|fine|good job|well done|good bot|lol|lmao|rofl|(?:ha)+h?|idk|i don'?t know|maybe(?: later)?|not really|yes please|great work|good work|nice work|nice one|happy (?:birthday|easter|new year|holidays|christmas|thanksgiving|halloween)|merry christmas|righto|right oh|too easy|fair enough|ok then|okay then|all good|no dramas|blah(?: blah)*|come again|congrats|congratulations|oops|sorry|whatever|stop|wait|hold on|hang on|one sec(?:ond)?|ugh|argh|really|seriously|because|wrong|correct|true|false|right|exactly|guess what|so what|forget it|forget that|whoa|dang|omg|meh|yikes|phew|enough|of course|definitely|absolutely|probably|maybe not|agreed|me too|same here|why not|who cares|who knows|too bad|my bad|no idea|no clue|hm+|huh|um+|aha|ah|oh|yay|yep|yup|yes|wow|no worries|never ?mind|nvm|no|nope|nah|no thanks?(?: you)?|not now|i see|ok lol|lol ok|good|excellent|amazing)(?: (?:ok|thanks|thx|okay|cool|great|nice|perfect|awesome|got it|sounds good|sure|alright|fine|good job|well done|good bot|lol|haha|wow|no worries|never ?mind|nvm|no|nope|nah|no thanks?(?: you)?|not now|i see|ok lol|lol ok|good|excellent|amazing))*$/,
  ],
  [
    'who_are_you',
    'en',
    /^(?:who|what) are you$|^what(?:'s| is) your name$|^are you (?:a )?(?:bot|robot|human|ai|real|person)$|^who (?:made|built|created) you$|^what do i call you$/,
  ],
  [
    'help',
    'en',
    /^(?:help|help me(?: out)?|what can you do|what can i (?:say|ask|do)(?: here)?|how (?:do|can) i use (?:this|you)|how does this work|what do you do|commands|show (?:me )?(?:the )?(?:help|commands)|instructions|\?)$/,
  ],
  [
    'greeting',
    'ur-Latn',
    /^(?:as+ala+m ?[ou]? ?ala[iy]k[ou]m|as+alam[- ]?u[- ]?alaikum|salaa?m|sala+m ?alaikum|aoa|a\.?o\.?a|adaab|subah? bakhair|subha bakhair|wa ?alaikum ?(?:as)?salaa?m|walaikum (?:as)?salam)(?: (?:bhai|jee|ji|dost))?$/,
  ],
  [
    'how_are_you',
    'ur-Latn',
    /^(?:(?:ap|aap|tum) )?(?:kaise|kaisay|kese|kesay|kaisi) (?:ho|hain|hai|hen)(?: (?:ap|aap|tum))?$|^kya haa?l (?:hai|hain|he)$|^sab (?:theek|thek|khairiyat)(?: hai)?$/,
  ],
  [
    'thanks',
    'ur-Latn',
    /^(?:bo?hu?t )?(?:shukr[iy]+a+|mehe?a?rbani|mehrbani|shukria)(?: (?:ap ?ka|aap ka|bhai|jee|ji|dost))?$|^jazak ?allah(?: khair)?$/,
  ],
  ['goodbye', 'ur-Latn', /^(?:(?:khuda|allah) ?hafiz|shab bakhair|phir milenge|phir milain ge)$/],
  [
    'acknowledge',
    'ur-Latn',
    /^(?:theek hai|thek hai|acha|achha|accha|jee|ji|haan|bilkul|zabardast|shabash|kamal)$/,
  ],
  ['who_are_you', 'ur-Latn', /^(?:(?:ap|aap|tum) )?k(?:au|o)n (?:ho|hain|hai)(?: (?:ap|aap|tum))?$/],
  [
    'help',
    'ur-Latn',
    /^(?:madad|meri madad (?:karo|karen|kijiye)|(?:ap|aap|tum) kya kar sakt[eiay]+ (?:ho|hain))$/,
  ],
  ['greeting', 'ur', /^(?:ال?سلام ?و? ?علیکم|السلام علیکم|سلام|آداب|صبح بخیر|وعلیکم السلام|ہیلو)$/],
  ['how_are_you', 'ur', /^(?:(?:آپ|تم) )?(?:کیسے|کیسی) (?:ہو|ہیں|ہے)$|^کیا حال ہے$/],
  ['thanks', 'ur', /^(?:آپ کا )?(?:بہت )?(?:شکریہ|مہربانی)(?: آپ کا)?$|^جزاک اللہ(?: خیر)?$/],
  ['goodbye', 'ur', /^(?:(?:خدا|اللہ) ?حافظ|شب بخیر|پھر ملیں گے)$/],
  ['acknowledge', 'ur', /^(?:ٹھیک ہے|اچھا|جی|جی ہاں|ہاں|بالکل|شاباش)$/],
  ['help', 'ur', /^(?:مدد|میری مدد (?:کرو|کریں)|(?:آپ|تم) کیا کر سکتے (?:ہو|ہیں))$/],
];

/** `null` where the text is no small talk, or more than that. */
export function readSmallTalk(text: string): Action | null {
  const said = text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[\s.!,;:۔،؟~)(]+|\p{Extended_Pictographic}|\uFE0F/gu, ' ')
    .replace(/\?+/g, (marks) => (text.trim() === marks ? '?' : ''))
    .trim();
  if (said === '') return null;
  for (const [topic, language, words] of talk) {
    if (words.test(said))
      return topic === 'help'
        ? { kind: 'help', confidence: 0.95 }
        : { kind: 'small_talk', topic, language, confidence: 0.95 };
  }
  return null;
}
