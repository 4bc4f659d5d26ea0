/** Owns what a sentence can ask of a task list: the answer of `understand`. */

import type { LocalMoment, LocalPeriod } from './moment.ts';

export const intents = [
  'add_task',
  'list_tasks',
  'complete_task',
  'update_task',
  'delete_task',
  'out_of_scope',
] as const;
/** The vocabulary of the measurement; undo, small talk and help have none and count as `out_of_scope`. */
export type Intent = (typeof intents)[number];

export type Priority = 'p1' | 'p2' | 'p3' | 'p4';

/** `completion`: the next date counts from the day it is done (`every!`), not from the day it was due. */
export type RecurrenceAnchor = 'schedule' | 'completion';

export interface Recurrence {
  /** RFC 5545 without `RRULE:` and without times of day: `FREQ=WEEKLY;BYDAY=TU`. The time is in `due`. */
  readonly rrule: string;
  readonly anchor: RecurrenceAnchor;
}

/** What a sentence states about a task. `null` and `[]`: not stated. */
export interface TaskDraft {
  /** Never empty. */
  readonly title: string;
  readonly due: LocalMoment | null;
  /** Stated as a stretch ("next week", "in May"); `due` then holds a day inside it. */
  readonly duePeriod: LocalPeriod | null;
  readonly recurrence: Recurrence | null;
  readonly priority: Priority | null;
  /** Without `#`. */
  readonly project: string | null;
  /** Without `@`. */
  readonly labels: readonly string[];
}

/** Absent: stays as it is. `null`: is cleared. */
export interface TaskEdits {
  readonly title?: string;
  readonly due?: LocalMoment | null;
  /** Move the present due by this much ("push it back two days"), in whole units. */
  readonly shift?: {
    readonly unit: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
    readonly by: number;
  };
  readonly recurrence?: Recurrence | null;
  readonly priority?: Priority | null;
  readonly project?: string | null;
  readonly addLabels?: readonly string[];
  readonly removeLabels?: readonly string[];
  readonly notes?: string | null;
}

export interface TaskFilter {
  readonly status: 'pending' | 'completed' | 'all';
  /** Due within; with `status: 'completed'` it means completed within. */
  readonly period: LocalPeriod | null;
  readonly overdue: boolean;
  /** Only tasks without a due date. */
  readonly undated: boolean;
  readonly priority: Priority | null;
  readonly project: string | null;
  readonly labels: readonly string[];
  /** Words that the title or notes contain. */
  readonly search: string | null;
}

/** What is known of an existing task, as far as sentences refer to it. */
export interface KnownTask {
  readonly id: string;
  readonly title: string;
  readonly completed: boolean;
  readonly due?: LocalMoment | null;
  readonly priority?: Priority | null;
  readonly project?: string | null;
  readonly labels?: readonly string[];
}

/** What the conversation has been about, so that "it" and "the second one" mean something. */
export interface Context {
  readonly tasks: readonly KnownTask[];
  /** Ids in the order in which they were last shown. */
  readonly lastListed: readonly string[];
  /** Ids that the last change or answer was about. */
  readonly lastTouched: readonly string[];
}

interface Certain {
  /** 0 to 1. */
  readonly confidence: number;
}
interface OnTasks extends Certain {
  /** Never empty. */
  readonly ids: readonly string[];
  /** Destructive or bulk: the person must approve first. */
  readonly needsApproval: boolean;
}

export type SmallTalkTopic =
  | 'greeting'
  | 'thanks'
  | 'goodbye'
  | 'how_are_you'
  | 'who_are_you'
  | 'acknowledge';
/** `ur-Latn` is roman Urdu. */
export type Language = 'en' | 'ur' | 'ur-Latn';

export type Action =
  | ({ readonly kind: 'add'; readonly task: TaskDraft } & Certain)
  | ({
      readonly kind: 'list';
      readonly filter: TaskFilter;
      /** `count`: "how many …"; `check`: "is milk on my list?". */
      readonly answer: 'list' | 'count' | 'check';
    } & Certain)
  | ({ readonly kind: 'complete' } & OnTasks)
  | ({ readonly kind: 'reopen' } & OnTasks)
  | ({ readonly kind: 'update'; readonly edits: TaskEdits } & OnTasks)
  | ({ readonly kind: 'delete' } & OnTasks)
  | ({ readonly kind: 'undo'; readonly steps: number } & Certain)
  /** Nothing is changed before this is answered. */
  | ({
      readonly kind: 'ask';
      /** A plain English sentence for the person. */
      readonly question: string;
      readonly about: 'which_task' | 'no_such_task' | 'what_to_add' | 'what_to_change' | 'when';
      /** Ids to choose from, best first; may be empty. */
      readonly candidates: readonly string[];
      /** What to do with the chosen ids. */
      readonly then:
        | { readonly kind: 'complete' | 'reopen' | 'delete' }
        | { readonly kind: 'update'; readonly edits: TaskEdits }
        | null;
    } & Certain)
  | ({ readonly kind: 'small_talk'; readonly topic: SmallTalkTopic; readonly language: Language } & Certain)
  | ({ readonly kind: 'help' } & Certain)
  | ({ readonly kind: 'out_of_scope' } & Certain)
  | { readonly kind: 'not_understood'; readonly text: string; readonly reason: string };

export interface Understanding {
  readonly intent: Intent;
  /** In the order said; never empty. A `not_understood` may stand beside others and must be shown. */
  readonly actions: readonly Action[];
  /** The words that point at existing tasks: "the dentist one"; `null` where there are none. */
  readonly reference: string | null;
  /** The date, recurrence and marks read from the whole text, whatever the intent. */
  readonly stated: Omit<TaskDraft, 'title'>;
}
