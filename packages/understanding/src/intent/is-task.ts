/** Owns the last question: whether a sentence that no form fits is a new task in short ("dentist monday"), or other talk. */

import type { TaskDraft } from '../actions.ts';
import { taskVerbs } from '../text/task-verbs.ts';

interface Circumstances {
  readonly stated: Omit<TaskDraft, 'title'>;
  /** A repetition was meant that could not be read. */
  readonly unread: boolean;
  /** Chances by the classifier. */
  readonly add: number;
  readonly other: number;
  /** `2026-11-20`. */
  readonly today: string;
}

export const conversing =
  /^(?:what|which|who|whose|where|when|why|how|is|are|am|was|were|do (?!(?:the|my|our|a|an|some|more|dishes|laundry|homework|taxes|chores|exercises?|squats|push-?ups|sit-?ups|errands|nails|groceries|yoga|cardio|research|maths?|paperwork|pilates|\d\S*|[\p{L}]+ing|[\p{L}]+ (?:homework|work|workout|exercises?|practice|review))(?![\p{L}]))|does|did (?!the|my)|can|could|will|would|should|has|have|any)(?:'s|s|n't)?\b|\?\s*$/iu;
const requesting =
  /^(?:show|tell|give|find|explain|play (?!(?:\p{L}+ ){1,2}with\b)|search|define|translate|convert|calculate|say|sing|spell|turn (?:on|off|up|down)|dim|pause|skip|roll (?:an?|the|two|some|\d)|flip a coin|speak|stop talking|be quiet|connect to|what)\b/iu;
const declaring =
  /^(?:i|i'm|im|am|you|he|she|it|it's|we|they|the|there|this|that|my|your) .*\b(?:is|are|am|was|were|be|been|feel|love|like|hate|think|had|have|has|want|know|fly|live|seems?)\b|^(?:i|i'm|im|am|you|he|she|it|it's|they) /iu;

/** Words without which a question hardly is about tasks. */
export const inList =
  /\b(?:lists?|to-?dos?|to do|tasks?|reminders?|remind(?:ed)?|calendar|schedul\w*|agenda|appointments?|plan(?:s|ned)?|due|events?|meetings?|remember|chores?|errands?)\b/iu;
export const howTo = /^how (?:do|can|could|would|should|to)\b/iu;

/** Whether a sentence that no form fits is a new task in short ("dentist monday"), or talk of something else. */
export function isTask(core: string, { stated, unread, add, other, today }: Circumstances): boolean {
  // "have the carpet cleaned"
  if (/^have (?:the|my|our|a|an) .*(?:ed|cut|done|made|fixed)(?: by .*)?$/iu.test(core)) return true;
  // "email HR: when is payday?" asks someone else.
  if (
    /^(?:ask|e-?mail|text|message|tell|write|ping|find out|figure out) (?!me\b|us\b|for me\b)\S/iu.test(core)
  )
    return true;
  const marked = stated.priority !== null || stated.project !== null || stated.labels.length > 0 || unread;
  const dated = stated.due !== null || stated.recurrence !== null;
  if (conversing.test(core)) return marked || add > 0.8;
  if (requesting.test(core)) return marked || add > other;
  if (marked || stated.recurrence !== null) return true;
  if (declaring.test(core)) return add > 0.6;
  const first = core.split(/\s/u, 1)[0]?.toLowerCase() ?? '';
  if (dated && (stated.due ?? today) < today) return add > 0.6 || taskVerbs.has(first);
  if (dated) return other < 0.9 || taskVerbs.has(first);
  if (/^(?=\S*\d)\S+$|^[^aeiouy\s]{4,}$/iu.test(core)) return false;
  if (taskVerbs.has(first)) return other < 0.92;
  // "passport photos": a few words, none of them a verb.
  const short =
    core.split(/\s+/u).length <= 5 &&
    !/^(?:a|an|the|some|any|no|so|very|more|most|not|too|never|always|maybe|because|if|when|than|such|just) |\b(?:is|are|am|was|were|of)\b/iu.test(
      core,
    );
  return other < (short ? 0.9 : 0.7);
}
