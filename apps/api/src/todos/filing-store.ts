/** The port to wherever projects and labels are kept. Every method is bound to one account and throws `StorageUnavailable` while the storage cannot be reached. */

import type {
  Colour,
  Label,
  LabelChanges,
  NewLabel,
  NewProject,
  Project,
  ProjectChanges,
} from '@todo-chatbot/contracts';
import type { Scope } from './scope.ts';
import type { KeyedAnswer } from './task-store.ts';

export type Stored<T> =
  /** `activityId` is what `undo` takes; null when nothing had to change. */
  | { readonly status: 'done'; readonly value: T; readonly activityId: string | null }
  | { readonly status: 'not-found' }
  /** It is not at the expected version any more, or what was to be taken back was taken back by someone else. */
  | { readonly status: 'stale' }
  /** Another one has this name. */
  | { readonly status: 'name-taken' }
  /** It was to go only if no task is filed under it, and one is. */
  | { readonly status: 'in-use' };

export type Created<T> =
  | { readonly status: 'done'; readonly value: T; readonly activityId: string | null }
  | { readonly status: 'name-taken' }
  | { readonly status: 'key-used'; readonly fingerprint: string; readonly answer: string };

/** `id` and time of something new. */
export type Birth = { readonly id: string; readonly now: string };
export type Revision = {
  readonly id: string;
  readonly now: string;
  /** The version it must be at; null when any will do. */
  readonly expected: number | null;
  /** The activity that this takes back. */
  readonly undoes?: string;
};

/** What projects and labels have in common. Every change is recorded together with itself, so that it can be undone. */
export type FilingStore<T, New, Changes> = {
  list(scope: Scope): Promise<readonly T[]>;
  find(scope: Scope, id: string): Promise<T | null>;
  create(scope: Scope, wanted: New, birth: Birth, keyed?: Omit<KeyedAnswer, 'answer'>): Promise<Created<T>>;
  /** The new name of a label goes to every task that carries the old one. */
  change(scope: Scope, changes: Changes, revision: Revision): Promise<Stored<T>>;
  /**
   * Tasks of a project go to the inbox, those with a label lose it; which they were is recorded. What takes back a creation
   * takes away only what no task is filed under.
   */
  remove(scope: Scope, revision: Revision): Promise<Stored<null>>;
  /**
   * Takes a removal back: it is there again, and so are the tasks that it had, but for those that someone filed elsewhere
   * since.
   */
  restore(
    scope: Scope,
    value: T,
    options: { readonly now: string; readonly undoes: string },
  ): Promise<Stored<T>>;
};

export type ProjectStore = FilingStore<Project, NewProject, ProjectChanges> & {
  /** The id of the project with this name, made when there is none. */
  ensure(scope: Scope, name: string, birth: Birth): Promise<string>;
  /** Which of these ids are projects of the account. */
  existing(scope: Scope, ids: readonly string[]): Promise<ReadonlySet<string>>;
};

export type LabelStore = FilingStore<Label, NewLabel, LabelChanges> & {
  /** The names as the account spells them, each once, made where there are none. */
  ensure(scope: Scope, names: readonly string[], births: readonly Birth[]): Promise<readonly string[]>;
};

export const defaultColour: Colour = 'grey';
