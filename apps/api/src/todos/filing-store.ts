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
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'not-found' }
  /** It is not at the expected version any more. */
  | { readonly status: 'stale' }
  /** Another one has this name. */
  | { readonly status: 'name-taken' };

export type Created<T> =
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'name-taken' }
  | { readonly status: 'key-used'; readonly fingerprint: string; readonly answer: string };

/** `id` and time of something new. */
export type Birth = { readonly id: string; readonly now: string };
/** `expected`: the version it must be at; null when any will do. */
export type Revision = { readonly id: string; readonly now: string; readonly expected: number | null };

export type ProjectStore = {
  list(scope: Scope): Promise<readonly Project[]>;
  find(scope: Scope, id: string): Promise<Project | null>;
  create(
    scope: Scope,
    project: NewProject,
    birth: Birth,
    keyed?: Omit<KeyedAnswer, 'answer'>,
  ): Promise<Created<Project>>;
  change(scope: Scope, changes: ProjectChanges, revision: Revision): Promise<Stored<Project>>;
  /** Its tasks go to the inbox. */
  remove(scope: Scope, revision: Revision): Promise<Stored<null>>;
  /** The id of the project with this name, made when there is none. */
  ensure(scope: Scope, name: string, birth: Birth): Promise<string>;
  /** Which of these ids are projects of the account. */
  existing(scope: Scope, ids: readonly string[]): Promise<ReadonlySet<string>>;
};

export type LabelStore = {
  list(scope: Scope): Promise<readonly Label[]>;
  find(scope: Scope, id: string): Promise<Label | null>;
  create(
    scope: Scope,
    label: NewLabel,
    birth: Birth,
    keyed?: Omit<KeyedAnswer, 'answer'>,
  ): Promise<Created<Label>>;
  /** A new name goes to every task that carries the old one. */
  change(scope: Scope, changes: LabelChanges, revision: Revision): Promise<Stored<Label>>;
  /** Tasks lose it. */
  remove(scope: Scope, revision: Revision): Promise<Stored<null>>;
  /** The names as the account spells them, each once, made where there are none. */
  ensure(scope: Scope, names: readonly string[], births: readonly Birth[]): Promise<readonly string[]>;
};

export const defaultColour: Colour = 'grey';
