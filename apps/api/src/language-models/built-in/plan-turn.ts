/** Owns what the built-in assistant says and which tools it calls for one message of the person. Pure. */

import type { Action, Context, KnownTask, Understanding } from '@todo-chatbot/understanding';
import { type PendingQuestion, readChoice } from './pending-question.ts';
import type { Turn } from './read-prompt.ts';
import { addCalls, type Call, changeCalls, listCall } from './tool-calls.ts';
import { help, nothingToDo, outOfScope, quoteTitles, smallTalk } from './wording.ts';

export type TurnPlan = {
  readonly texts: readonly string[];
  readonly calls: readonly Call[];
  /** Asked by the last of the texts. */
  readonly question: PendingQuestion | null;
};

export type Understand = (
  text: string,
  said: { readonly now: string; readonly timeZone: string },
  context: Context,
) => Understanding;

/** Steps that one message may take back. */
const undoMax = 3;

export function planTurn(
  turn: Turn,
  options: {
    readonly understand: Understand;
    readonly said: { readonly now: string; readonly timeZone: string };
    readonly tasks: readonly KnownTask[];
  },
): TurnPlan {
  const { understand, said, tasks } = options;
  const { text, question, lastListed, lastTouched } = turn;
  if (question !== null && question.action !== null) {
    const ids = readChoice(text, question.candidates, tasks);
    if (ids !== null && ids.length === 0) {
      return { texts: ['All right, I left it as it was.'], calls: [], question: null };
    }
    if (ids !== null) {
      return planActions([{ ...question.action, ids, needsApproval: true, confidence: 1 }], { said, tasks });
    }
  }
  const { actions } = understand(text, said, { tasks, lastListed, lastTouched });
  return planActions(actions, { said, tasks });
}

function planActions(
  actions: readonly Action[],
  { said, tasks }: { readonly said: { readonly timeZone: string }; readonly tasks: readonly KnownTask[] },
): TurnPlan {
  const texts: string[] = [];
  const calls: Call[] = [];
  let question: PendingQuestion | null = null;
  const context = { timeZone: said.timeZone, tasks };
  const drafts = actions.flatMap((action) => (action.kind === 'add' ? [action.task] : []));
  calls.push(...addCalls(drafts, context));
  for (const action of actions) {
    switch (action.kind) {
      case 'add':
        break;
      case 'list':
        calls.push(listCall(action.filter, context));
        break;
      case 'complete':
      case 'reopen':
      case 'update':
      case 'delete': {
        const wanted = changeCalls(action, context).filter(
          ({ input }) => Object.keys(input).length > 1 || action.kind === 'delete',
        );
        if (wanted.length === 0) texts.push('That task has no due date to move. When should it be due?');
        if (action.kind === 'delete') texts.push(announceDeletion(action.ids, tasks));
        calls.push(...wanted);
        break;
      }
      case 'undo':
        for (let step = 0; step < Math.min(action.steps, undoMax); step++) {
          calls.push({ name: 'undo', input: {} });
        }
        break;
      case 'ask':
        texts.push(askWith(action, tasks));
        question = { candidates: action.candidates, action: action.then };
        break;
      case 'small_talk':
        texts.push(smallTalk(action.topic, action.language));
        break;
      case 'help':
        texts.push(help);
        break;
      case 'out_of_scope':
        texts.push(outOfScope);
        break;
      case 'not_understood':
        texts.push(`I did not understand “${action.text}”: ${action.reason.replace(/\.$/, '')}.`);
        break;
    }
  }
  if (texts.length === 0 && calls.length === 0) texts.push(nothingToDo);
  return { texts, calls, question };
}

function announceDeletion(ids: readonly string[], tasks: readonly KnownTask[]): string {
  const titles = ids.flatMap((id) => tasks.find((task) => task.id === id)?.title ?? []);
  return `Shall I delete ${titles.length === 0 ? 'it' : quoteTitles(titles, 10)}?`;
}

function askWith(
  { question, candidates }: Extract<Action, { kind: 'ask' }>,
  tasks: readonly KnownTask[],
): string {
  const lines = candidates.flatMap((id, index) => {
    const task = tasks.find((known) => known.id === id);
    return task === undefined || question.includes(task.title) ? [] : [`${index + 1}. ${task.title}`];
  });
  return lines.length === 0 ? question : `${question}\n${lines.join('\n')}`;
}
