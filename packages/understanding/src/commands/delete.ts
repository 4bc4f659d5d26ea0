/** Owns the ways to say that a task is to go. */

import { bareReference, type Command, type CommandText, pointing } from './command.ts';

const always =
  /^(?:delete|erase|remove|get rid of|discard|purge|eliminate|trash|scrap|nuke|forget about|wipe(?: out)?) (?<x>.+)$/iu;
const often =
  /^(?:cancel|drop|clear(?: out)?|forget|nix|axe|dismiss|dump|bin|throw (?:away|out)|void|take (?:out|off|away)|kill|ditch|scratch|empty|clean(?: up| out)?|strike) (?<x>.+)$/iu;
const off =
  /^(?:take|cross|strike|pull|get|drop) (?<x>.+?) (?:off|out)(?: (?:of|from))? (?:my|the|our) (?:[\p{L}-]+ ){0,2}(?:list|tasks|todos|to-dos|reminders|calendar|schedule|agenda)$/iu;
const taking =
  /^(?:take|pull|knock) (?<x>it|that|this|them|those|these|.+ (?:reminder|task|one|item|todo|to-do)s?) (?:off|out|down|away)$/iu;
const thrown =
  /^(?:throw|toss|chuck|bin) (?!out |away )(?<x>it|that|this|them|those|these|.+ (?:reminder|task|one|item|todo)s?)(?: away| out)?$/iu;
/** "cancel my reminder for the oil change" */
const about = /^(?:the|my|that|this) (?:task|todo|reminder|item) (?:for|to|about|of|called|named) /iu;
const from =
  /\s+(?:from|off|on|in|out of|off of) (?:my|the|our|your) (?:[\p{L}-]+ ){0,3}?(?:list|tasks|todos|to-dos|to do list|reminders|calendar|schedule|agenda|lists)\b.*$/iu;
const unneeded =
  /^(?:i |we )?(?:don't|do not|dont|no longer|won't|will not) (?:need|want|have)(?: to)? (?<x>.+?)(?<gone> any ?more| any longer| after all)?$/iu;
const unreminded =
  /^(?:don'?t|do not|stop|no longer|never|no need to|you can stop|quit|you don't (?:need|have) to) remind(?:ing)? me (?:to |about |of |for )?(?<x>.+?)(?: any ?more| any longer| again)?$/iu;
const undesired =
  /^(?:i )?(?:don'?t|do not) (?:want|need) to be reminded (?:to |about |of )?(?<x>.+?)(?: any ?more)?$|^no (?:more )?need for (?<y>the .+)$/iu;
const unworried = /^(?:don'?t|do not) worry about (?<x>(?:the|my) .+ (?:task|reminder|one|item|todo))$/iu;
const silenced =
  /^(?:turn off|switch off|disable|silence|stop|shut off) (?:the |my |that |this )(?<x>.+ (?:reminder|task|todo)s?|(?:reminder|task|todo)s? (?:for|to|about|of) .+)$/iu;
const unminded = /^(?:never ?mind|nvm|disregard|scratch) (?:about )?(?<x>(?:the|my) .+)$/iu;
/** What is deleted there is no task. */
const device =
  / (?:from|off|on) (?:my |the |our |old )*(?:phone|laptop|computer|pc|mac|ipad|tablet|camera|(?:hard |google |usb )?drive|disk|usb|cloud|icloud|dropbox|gmail|facebook|instagram|account|server|database|repo|codebase|website|blog)$/iu;
const wholeList =
  /^(?:clear|empty|wipe|reset|delete|erase|remove|clean|dump|trash|scrap|bin|nuke)(?: out| up)? (?:(?:all|everything) (?:on|from|in) )?(?:my |the |this |our |(?=(?:list|tasks|todos)$))(?:entire |whole |complete )?(?:[\p{L}-]+ )?(?:list|tasks|todos|to-dos|reminders|schedule|calendar)(?: for .+)?$/iu;

export function readDeletion({ text }: CommandText): Command | null {
  const said = text.replace(/[\s.!]+$/u, '');
  if (/^(?:delete|remove|erase)$/iu.test(said)) return deletion('it', true);
  const meeting =
    /^(?:cancel|call off) (?:my|the|our) (?<x>.*\b(?:meeting|appointment|call|lunch|dinner|event|session|class|interview|one-on-one|1:1)s?\b.*|\d{1,2}(?::\d\d)? ?(?:o'?clock|[ap]m)?)$/iu.exec(
      said,
    )?.groups?.x;
  if (meeting !== undefined) return deletion(meeting, true);
  if (wholeList.test(said)) return { kind: 'delete', reference: 'everything', edits: null, sure: true };
  const taken = (off.exec(said) ?? taking.exec(said) ?? thrown.exec(said))?.groups?.x;
  if (taken !== undefined) return /^cross/i.test(said) ? null : deletion(taken, true);
  const strong = always.exec(said)?.groups?.x;
  if (strong !== undefined && device.test(strong)) return deletion(strong, false);
  if (strong !== undefined)
    return deletion(strong.replace(from, ''), pointing.test(strong) || from.test(strong) || sureVerb(said));
  const weak = often.exec(said)?.groups?.x;
  if (weak !== undefined)
    return deletion(
      weak.replace(from, ''),
      pointing.test(weak.trim()) ||
        about.test(weak) ||
        from.test(weak) ||
        // Nobody notes down to forget something.
        /^(?:forget|scratch|dismiss) /iu.test(said),
    );
  const refused = undesired.exec(said)?.groups;
  if (refused !== undefined) return deletion(refused.x ?? refused.y ?? 'it', true);
  const stopped = (
    unreminded.exec(said) ??
    unworried.exec(said) ??
    silenced.exec(said) ??
    unminded.exec(said)
  )?.groups?.x;
  if (stopped !== undefined) return deletion(stopped, true);
  if (
    /^(?:it|that|this)(?:'s| is) (?:no longer|not) (?:needed|necessary|relevant|required)(?: any ?more)?$/iu.test(
      said,
    )
  )
    return deletion('it', true);
  const unwanted = unneeded.exec(said)?.groups;
  if (unwanted?.x === undefined) return null;
  return deletion(
    unwanted.x,
    pointing.test(unwanted.x) ||
      unwanted.gone !== undefined ||
      // "i don't need milk", and not "i don't need you"
      /^(?:i|we) (?:don't|do not|dont) need (?!(?:to|you|your|help|advice|any|anything|anyone|a|an|no|this|that|it|more|money|sleep|love)\b)\S+(?: \S+)?$/iu.test(
        said,
      ) ||
      /^(?:i |we )?no longer (?:need|have to) /iu.test(said),
  );
}

function sureVerb(said: string): boolean {
  return /^(?:(?:delete|erase|remove|get rid of|discard|forget about)\b|(?:scrap|trash) (?:the|that|this|my|those|these)\b)/i.test(
    said,
  );
}

function deletion(reference: string, sure: boolean): Command {
  return { kind: 'delete', reference: bareReference(reference), edits: null, sure };
}
