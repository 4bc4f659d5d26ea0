/** Owns the reading of one sentence of a conversation: text and context to actions. */

import type { Action, Context, Intent, TaskDraft, TaskEdits, TaskFilter, Understanding } from './actions.ts';
import { isoDay } from './calendar/civil-day.ts';
import { readClock } from './calendar/wall-clock.ts';
import type { QuickAdd } from './chips.ts';
import { readAddition } from './commands/add.ts';
import type { CommandText } from './commands/command.ts';
import { type AnswerForm, readListRequest } from './commands/list.ts';
import { readCommand } from './commands/read-command.ts';
import { readUndo } from './commands/undo.ts';
import { readSmallTalk } from './conversation/small-talk.ts';
import { stripCourtesy } from './conversation/strip-courtesy.ts';
import { englishOf } from './conversation/urdu.ts';
import { asksElsewhere } from './intent/asks-elsewhere.ts';
import { classify, type Model, shippedModel } from './intent/classify.ts';
import { conversing, howTo, inList, isTask } from './intent/is-task.ts';
import type { Said } from './moment.ts';
import { readLine } from './read-line.ts';
import { tooOften } from './recurrence/too-often.ts';
import { actOn } from './references/act-on.ts';
import { readFilter } from './references/read-filter.ts';
import { normalise } from './text/normalise.ts';
import { repaired } from './text/repaired.ts';
import { taskVerbs } from './text/task-verbs.ts';

export const emptyContext: Context = { tasks: [], lastListed: [], lastTouched: [] };
/** Longer texts are no sentence: what stands behind is not read. */
const longest = 4000;

/** Pure: no clock, no randomness, no I/O. Throws on no text; an unreadable `now` is a bug of the caller. */
export function understand(
  text: string,
  said: Said,
  context: Context = emptyContext,
  model: Model = shippedModel,
): Understanding {
  const whole = text.slice(0, longest);
  const english = englishOf(whole) ?? whole;
  const core = stripCourtesy(english);
  const read = readLine(core, said);
  const { chips: _, title: __, ...stated } = read;
  const answer = (
    intent: Intent,
    actions: readonly Action[],
    reference: string | null = null,
  ): Understanding => ({
    intent,
    actions: [...actions, ...unread(read, intent)],
    reference,
    stated,
  });
  if (core === '')
    return answer('out_of_scope', [{ kind: 'not_understood', text, reason: 'There is nothing to read.' }]);

  const talk = readSmallTalk(whole) ?? readSmallTalk(core);
  if (talk !== null) return answer('out_of_scope', [talk]);
  const undo = readUndo(core);
  if (undo !== null) return answer('out_of_scope', [undo]);

  const sentence: CommandText = { text: repaired(core), said };
  const command = readCommand(sentence, { read, context });
  if (command !== null) {
    const { kind, edits, reference } = command;
    const intent = kind === 'complete' ? 'complete_task' : kind === 'delete' ? 'delete_task' : 'update_task';
    return {
      ...answer(intent, [actOn(command, sentence, context)], reference),
      stated: changed(stated, edits),
    };
  }

  if (howTo.test(core) && inList.test(core) && !/\b(?:my day|my week)\b/iu.test(core))
    return answer('out_of_scope', [{ kind: 'help', confidence: 0.7 }]);

  const addition = readAddition(sentence.text);
  const request = readListRequest(sentence.text);
  const plain = core.replace(possessive, '$1');
  const asked = plain === core ? read : readLine(plain, said);
  const listing = (filter: TaskFilter, form: AnswerForm, confidence: number): Understanding => {
    const { chips: _, title: __, ...when } = asked;
    return {
      ...answer('list_tasks', [{ kind: 'list', filter, answer: form, confidence }], filter.search),
      stated: when,
    };
  };
  if (
    addition?.explicit === true &&
    alarm.test(core) &&
    addition.items.every(
      (item) => /^(?:for |at )?\d{1,2}(?::\d\d)?$/u.test(item) || saysOnlyWhen(item, readLine(item, said)),
    )
  )
    return answer('out_of_scope', [{ kind: 'out_of_scope', confidence: 0.8 }]);
  if (addition?.explicit === true) return answer('add_task', added(addition, read, said));
  if (asksElsewhere(core, whole) && stated.project === null && stated.labels.length === 0)
    return answer('out_of_scope', [{ kind: 'out_of_scope', confidence: 0.8 }]);
  const [add = 0, list = 0, other = 0] = classify(
    {
      canonical: normalise(read.title).canonical,
      dated: stated.due !== null || stated.recurrence !== null,
      marked: stated.priority !== null || stated.project !== null || stated.labels.length > 0,
    },
    model,
  );
  const filter = readFilter({ text: sentence.text.toLowerCase(), read: asked, said });
  if (request?.sure === true) {
    const item = request.item === null ? {} : { search: request.item, status: 'all' as const };
    return listing({ ...filter, ...item }, request.answer, Math.max(list, 0.8));
  }
  if (
    addition !== null &&
    (other < (addition.items.some(beginsWithDeed) ? 0.95 : 0.85) ||
      stated.due !== null ||
      stated.recurrence !== null)
  )
    return answer('add_task', added(addition, read, said));
  const best = Math.max(add, list, other);
  const needed = request === null ? 0.6 : conversing.test(core) && !inList.test(core) ? 0.8 : 0;
  if (best === list && list > needed) return listing(filter, request?.answer ?? 'list', list);
  // "can you tell a joke": of the assistant, where nothing says when or where to note it.
  const askedOfAssistant =
    requested.test(whole) &&
    stated.due === null &&
    stated.recurrence === null &&
    add < 0.95 &&
    !inList.test(core);
  if (
    !askedOfAssistant &&
    isTask(core, {
      stated,
      unread: read.chips.some(({ kind }) => kind === 'unread'),
      add,
      other,
      today: isoDay(readClock(said).day),
    })
  )
    return answer('add_task', added({ items: [core], list: null }, read, said, Math.max(add, 0.5)));
  return answer('out_of_scope', [{ kind: 'out_of_scope', confidence: other }]);
}

function beginsWithDeed(item: string): boolean {
  return taskVerbs.has(item.split(/\s/u, 1)[0]?.toLowerCase() ?? '');
}

const requested =
  /^(?:please )?(?:(?:can|could|would|will) (?:you|u)|can i (?:get|have)|could i (?:get|have))\b/iu;
/** A clock that rings and says nothing is no task; "an alarm to take the pills" is one. */
const alarm = /^(?:\p{L}+ ){1,3}(?:\p{L}+ )?(?:alarm|timer)s?\b/iu;
/** "tomorrow's tasks" are those of tomorrow, while "tomorrow's meeting" is a name. */
const possessive =
  /\b(today|tomorrow|tonight|yesterday|week|month|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)day)['’]?s(?= )/giu;
/** Of a change, what it sets counts as stated, not what it was before: "from monday to tuesday". */
function changed(stated: Understanding['stated'], edits: TaskEdits | null): Understanding['stated'] {
  if (edits === null) return stated;
  const { due, recurrence, priority, project } = edits;
  return {
    ...stated,
    ...(due == null ? {} : { due, duePeriod: null }),
    ...(recurrence == null ? {} : { recurrence }),
    ...(priority == null ? {} : { priority }),
    ...(project == null ? {} : { project }),
  };
}

function added(
  addition: { items: readonly string[]; list: string | null },
  whole: QuickAdd,
  said: Said,
  confidence = 0.9,
): Action[] {
  if (addition.items.length === 0)
    return [
      {
        kind: 'ask',
        question: 'What should I add?',
        about: 'what_to_add',
        candidates: [],
        // biome-ignore lint/suspicious/noThenProperty: an action is no promise and is never awaited.
        then: null,
        confidence,
      },
    ];
  return addition.items.map((item) => {
    const own = readLine(item, said);
    if (saysOnlyWhen(item, own))
      return {
        kind: 'ask',
        question: `What should I add for “${item}”?`,
        about: 'what_to_add',
        candidates: [],
        // biome-ignore lint/suspicious/noThenProperty: an action is no promise and is never awaited.
        then: null,
        confidence,
      };
    const shared = <K extends 'due' | 'duePeriod' | 'recurrence' | 'priority' | 'project'>(key: K) =>
      own[key] ?? whole[key];
    const ownTime = own.due !== null || own.recurrence !== null;
    const recurrence = ownTime ? own.recurrence : whole.recurrence;
    const task: TaskDraft = {
      title: capitalised(own.title),
      due: ownTime ? own.due : whole.due,
      duePeriod: ownTime ? own.duePeriod : whole.duePeriod,
      recurrence: tooOften(recurrence) ? null : recurrence,
      priority: shared('priority'),
      project: shared('project') ?? addition.list,
      labels: [...new Set([...own.labels, ...whole.labels])],
    };
    return { kind: 'add', task, confidence };
  });
}

/** "tomorrow at 5": no more than a time. */
function saysOnlyWhen(item: string, { chips }: QuickAdd): boolean {
  const times = chips.filter(({ kind }) => kind === 'due' || kind === 'recurrence');
  const left = times.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), item);
  return (
    times.length > 0 &&
    !/(?<![\p{L}\d])(?!(?:for|on|at|by|in|the|and|to|sometime|please)(?![\p{L}\d]))[\p{L}\d]/u.test(left)
  );
}

/** "that i need to call mom" → "call mom". */
function capitalised(title: string): string {
  const short = title
    .replace(
      /^(?:(?:to|that|about|for|is)\s+)?(?:(?:i|we) (?:need|have|want|ought|must|should)(?: to)?\s+|(?:to|that|about)\s+)(?=\S{2,})/iu,
      '',
    )
    .trim();
  return short === '' ? title : short;
}

/** What looked like a repetition and could not be read is said, never swallowed. */
function unread({ chips, recurrence }: QuickAdd, intent: Intent): Action[] {
  if (intent !== 'add_task' && intent !== 'update_task') return [];
  const often: Action[] =
    intent === 'add_task' && tooOften(recurrence)
      ? chips
          .filter(({ kind }) => kind === 'recurrence')
          .slice(0, 1)
          .map(({ text }) => ({
            kind: 'not_understood',
            text,
            reason: `A task repeats hourly at most, not "${text}"; this one does not repeat.`,
          }))
      : [];
  return [...often, ...unreadable(chips)];
}

function unreadable(chips: QuickAdd['chips']): Action[] {
  return chips
    .filter(({ kind }) => kind === 'unread')
    .map(({ text }) => ({
      kind: 'not_understood',
      text,
      reason: `I could not read "${text}" as a repetition; the task does not repeat.`,
    }));
}
