/** Owns the ways to say that something is done, and that it is not. */

import { isPastDeed, taskVerbs } from '../text/task-verbs.ts';
import { bareReference, type Command, type CommandText, pointing } from './command.ts';

const doneWord =
  '(?:done|completed?|finished|closed|ticked(?: off)?|checked(?: off)?|crossed off|accomplished)';
const undone =
  '(?:not (?:done|completed?|finished)|undone|incomplete|uncompleted?|pending|open|unfinished|todo|to do|active)';
const reopening: readonly RegExp[] = [
  new RegExp(
    `^(?:mark|set|flag|make|change) (?<x>.+?) (?:back )?(?:as |to |to be )?(?:still |back to )?${undone}(?: again)?$`,
    'iu',
  ),
  /^(?:reopen|re-open|un-?check|un-?complete|un-?tick|unmark|restore|reactivate) (?<x>.+)$/iu,
  /^(?<x>.+?) (?:is|was|are|isn't|is not) (?:actually )?(?:not (?:done|finished)(?: yet)?|done yet|finished yet)$/iu,
  /^i (?:haven't|have not) [\p{L}]+ (?<x>.+) yet$/iu,
  /^(?<x>.+?) (?:isn't|aren't|hasn't been|haven't been) (?:paid|sent|bought|[\p{L}]{2,}ed) yet$/iu,
  /^(?<x>.+?) (?:isn't|aren't|wasn't|weren't) (?:done|finished|complete[d]?)(?: yet)?$/iu,
  /^i (?:haven't|have not|didn't|did not) (?:actually )?(?:done|finish(?:ed)?|complete[d]?|do) (?<x>.+?)(?: yet)?$/iu,
];

const certain: readonly RegExp[] = [
  new RegExp(
    `^(?:mark|set|flag|check|tick|cross|put|consider|count|make|label|call|change) (?<x>.+?) (?:as |to |to be )?(?:being |the status (?:of|to) )?${doneWord}(?: already| now)?$`,
    'iu',
  ),
  new RegExp(`^(?:mark|set|flag) (?:as )?${doneWord}:? (?<x>.+)$`, 'iu'),
  /^(?:check|tick|cross|mark|strike|knock|scratch|take care of)(?: out)? (?<x>.+?) off(?: (?:of |from )?(?:my|the) (?:[\p{L}-]+ )?(?:list|tasks|todos))?(?: as done)?$/iu,
  /^(?:check|tick|cross|mark|strike|knock|scratch) off:? (?<x>.+?)(?: (?:of|from|on) (?:my|the) (?:[\p{L}-]+ )?(?:list|tasks|todos))?$/iu,
  /^(?<x>(?:the|my|our|all) (?:\S+ ){0,4}?[^\s']+)'s (?:now |all |already |finally )*(?:done|finished|completed?|taken care of|sorted)(?: now| already)?$/iu,
  /^(?:complete|close|finish|resolve) (?<x>it|this|that|them|those|these)$/iu,
  /^(?:i|we)(?:'ve| have)? (?:already |just )?put (?<x>(?:the|my|our) .+?) (?:out|away|back|in|up|on)$/iu,
  /^mark (?<x>.+?) (?:as )?got$/iu,
  /^close off (?<x>.+)$/iu,
  /^(?<x>everything)(?:'s| is) done(?: for (?:today|now|the day))?$/iu,
  /^tick the box (?:for|on|next to|beside) (?<x>.+)$/iu,
  /^(?:cross out|tick) (?!(?:the )?box)(?<x>.+)$/iu,
  /^(?<x>(?!(?:what|which|how|when|who|is|are|was)\b).{2,60}?)(?:\s*:\s*|\s+[-–—]+\s+|,\s+)(?:done|finished|completed?)$/iu,
  /^(?<x>\p{L}.{1,60}?)\s*(?:✓|✔️?|✅|☑️?)$/iu,
  /^(?:i am |i'm |im |we're |we are )?(?:all )?(?:done|finished|through) (?<x>[\p{L}]+ing .+)$/iu,
  /^(?<x>(?:the|my|our|all) .+?)(?:(?:'s| has| have| got) (?:now |already |finally |all )*(?:been )?(?:[\p{L}]{2,}ed|paid|bought|sent|done|made|taken|written|sold|given|fed|swept|built|hung|rung|cut|read)| (?:was|were) (?:paid|bought|sent|made|taken|written|sold|given|fed|swept|built|hung)| (?:is|are) (?:now |all |already )?(?:made|taken|written|sold|fed|swept|built|hung))(?: out| off| up| away| in| back| over| down)?$/iu,
  /^(?<x>(?:(?:i've |i have )been|went) to (?:the |my )?.+)$/iu,
  // A past tense at the start, where it is no dish ("baked beans") and no thing ("used car").
  /^(?<x>(?:bought|paid|sent|wrote|took|gave|spoke|sold|told|brought|ate|drank|swept|called|phoned|e-?mailed|texted|messaged|cleaned|washed|booked|ordered|submitted|returned|picked up|dropped off|renewed|mailed|watered|vacuumed|hoovered|mopped|replied|answered|cancelled|canceled|fixed|filed|attended|visited|walked|emptied) (?!(?:by|in|from|for|and|to)\b)\S.*)$/iu,
  /^mark (?<x>.+?) (?:as )?(?:bought|paid|sent|called|booked|ordered|fixed|cleaned|submitted|returned|posted|mailed)$/iu,
  /^(?<x>.+?),? (?:so |and |please )*(?:mark|check|tick|cross) (?:it|that|them|this) (?:off|(?:as )?(?:done|complete[d]?|finished))$/iu,
  /^(?<x>(?!i\b|you\b|he\b|she\b|they\b|we\b|what\b|who\b|how\b|when\b|is\b|are\b)(?:\S+ ){0,4}?[^\s']+)(?:'s| is| are| has been| have been)(?: now| all| already)? (?:paid|sent|bought|ordered|booked|submitted|cleaned|fixed|posted|mailed|washed|packed|signed|filed)$/iu,
  /^(?:done|finished|completed)\s*[:,–-]\s*(?<x>.+)$/iu,
  /^(?:i am |i'm |im |all |just |we're |we are )?(?:done|finished|through) with (?<x>.+)$/iu,
  /^(?:(?:i|we)(?: have|'ve|ve)? )?(?:already |just |now |finally |also )*(?:have |'ve )?(?:finished|completed|done|(?<=\b(?:i|we|just|already|also) )did|accomplished|wrapped up|took care of|taken care of|ticked off|crossed off|checked off|knocked out)(?: with)? (?!(?:nothing|well\b|good\b|great\b|bad|okay|enough|(?:tasks|items|todos|reminders|ones|list)$|so|not|you|i|we|my (?:best|part|bit|thing|duty|own)|anyone|it rain)\b)(?<x>.+?)(?: already| now| today| yesterday| this morning)?$/iu,
  /^(?<x>(?:did|got|paid|bought|sent|went|wrote|met|took|made|gave|spoke|called|sold|told|brought|found|ate|drank|fed|swept|rang|hung|built|drove|(?!(?:fe|ne|we|shr|s?pe|se|ble|bre|emb|exce|proce|succe)+e?d\b)[a-z]{2,}ed) (?:the|my|our|all|both|those) .+)$/iu,
  /^(?<x>(?!what|which|how|when|who|where|is|are|was|did|do|does|have|has|if|get |i |not |see |check |find |ask |make sure |let |wait |until |once )(?:\S+ ){0,6}?\S+)(?: is| are| was| were| has been| have been| got)(?: now| all| already| finally)? (?:done|finished|completed?|taken care of|sorted|over)(?: now| already)?$/iu,
  /^(?:(?:i|we)(?:'ve| have|ve)? (?:already |just |finally |now )*|(?:just|finally|already) )(?<x>(?!(?:need|want|wonder|like|love|tri|us|wish|hop|plann|ask|forgot|mean|got to|decid|miss|schedul|add|creat|put|told|said|set|remember|thought|had|been|made|stor|writ|wrote|request|list|order me|promis|agreed|w[oi]n)[\p{L}]*\b|ran out)(?:[\p{L}]{2,}ed|paid|bought|sent|got|went|rang|rung|wrote|read|met|cut|took|made|gave|swept|ran|spoke|called|sold|told|brought|fed|built|taught|drove|found|left|won|ate|drank|hung|chose|threw|kept|dug|sewn|done|seen|gone|taken|given|written) .+)$/iu,
  // "dishes done", "rent paid", "parcel picked up": no deed is asked for.
  /^(?<x>(?!.*n't\b)(?!(?:show|list|view|display|clear|delete|remove|erase|hide|archive|filter|search|count|print|open|cancel|drop|purge|read|mark|move|get|have|make|need|want|see|keep|find|check|ask|who|what|which|when|how|why|is|are|was|were|did|do|does|has|i|you|he|she|it|we|they|not|well|all|nothing|no|when|once|until|if|be|being|add|task|todo|reminder|note)\b)(?:[\p{L}\d'-]+ ){0,3}?[\p{L}\d-]+)(?:'s| is| are| was| were| has been| have been)?(?: all| now| already)? (?:done|finished|completed?|paid|sent|submitted|bought|called|booked|ordered|returned|posted|mailed|e-?mailed|renewed|cleaned|washed|fixed|filed|signed|picked up|dropped off|taken out|handed in|taken|made|rung|filled(?: in| out)?(?: and sent)?)$/iu,
];
/** "the basil is watered" */
const passive =
  /^(?<x>(?:the|my|our|all) (?:\S+ ){1,5}?)(?:is|are|got|was|were|has been|have been)(?: now| all| already| finally)* (?<deed>[\p{L}]+ed)(?: now| already)?$/iu;
/** "oil changed", "garage cleaned" */
const terse =
  /^(?<x>(?!(?:get|have|make|need|want|see|keep|find|check|who|what|how|when|show|list|view|clear|delete|remove|erase|hide|cancel|drop|move|read|not|add|task|all|everything)\b)(?:(?:the|my|all) )?[\p{L}-]+(?: [\p{L}-]+)?)(?<! (?:is|are|was|were|be|been|all|now|already|has|have|got|gets)|'s|'ve) (?<deed>[\p{L}]{2,}ed)$/iu;
const unsure: readonly RegExp[] = [
  /^(?:complete|finish(?: off| up)?|close(?: out)?|resolve|check|wrap up|conclude|did) (?<x>(?!i\b|you\b|we\b|anyone\b|it\b|he\b|she\b|they\b).+)$/iu,
  /^(?<x>(?:\S+ ){0,5}\S+?):? (?:done|finished|completed)$/iu,
];
/** "completed today", "did the yankees win" */
const askedOrListed =
  /^i(?:'ve| have)? (?:just )?(?:got|had|caught|won) an? (?:cold|fever|headache|flu|migraine|flat tire|promotion|raise|prize|question|(?:\p{L}+ ){0,2}(?:day|night|week|time|dream|feeling))$|^(?:completed|finished|done) (?:today|yesterday|(?:this|last) (?:week|month))$|^did (?:\S+ ){1,4}(?:win|lose|play|come|arrive|call|say|score|die|start|end|happen|pass|go|leave|land|work)$/iu;
const alone =
  /^(?:(?:i'?m |i am |all |that'?s |it'?s |its |thats |already )?(?:done|finished|completed|did it|did that)(?: (?:it|that|now|already))?|done (?:and|&) done|(?:i )?(?:got (?:it|that|them) done|took care of (?:it|that|them)|did (?:them|both)|finished (?:them|both)|(?:it|that|this)(?:'s| has) been (?:done|taken care of|sorted|handled))|i (?:did|finished|completed) (?:it|that|this)|mark (?:it )?(?:as )?(?:done|complete))$/iu;

export function readCompletion({ text }: CommandText): Command | null {
  const said = text.replace(/[\s.!]+$/u, '');
  if (/[?]$/.test(said) || askedOrListed.test(said)) return null;
  for (const pattern of reopening) {
    const x = pattern.exec(said)?.groups?.x;
    if (x !== undefined) return command('reopen', x, true);
  }
  if (alone.test(said)) return command('complete', 'it', true);
  const deed = (passive.exec(said) ?? terse.exec(said))?.groups;
  if (deed?.x !== undefined && isPastDeed(deed.deed ?? '')) return command('complete', deed.x, true);
  for (const pattern of certain) {
    const x = pattern.exec(said)?.groups?.x;
    if (x !== undefined && !/^(?:what|how|which|when)\b/i.test(x)) return command('complete', x, true);
  }
  for (const pattern of unsure) {
    const x = pattern.exec(said)?.groups?.x;
    if (
      x !== undefined &&
      !/^(?:if|that(?! (?:one|task|item|reminder)\b)|whether|for|on|in|out|with|how|what|when|why|who)\b/i.test(
        x,
      )
    )
      return command(
        'complete',
        x,
        // "check my to-dos" looks at them.
        (pointing.test(x.trim()) &&
          !(
            /^check /iu.test(said) &&
            /\b(?:lists?|to-?dos?|tasks|reminders|calendar|schedule|agenda)$/iu.test(x)
          )) ||
          (/^complete /iu.test(said) && taskVerbs.has(x.split(' ', 1)[0]?.toLowerCase() ?? '')),
      );
  }
  return null;
}

function command(kind: 'complete' | 'reopen', reference: string, sure: boolean): Command {
  return { kind, reference: bareReference(reference), edits: null, sure };
}
