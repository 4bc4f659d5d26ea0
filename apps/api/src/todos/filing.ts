/** Owns what can be done with projects and labels; every way in goes through here. */

import type {
  Label,
  LabelChanges,
  NewLabel,
  NewProject,
  Project,
  ProjectChanges,
} from '@todo-chatbot/contracts';
import type { Created, FilingStore, Stored } from './filing-store.ts';
import type { Scope } from './scope.ts';
import type { CreationKey } from './tasks.ts';

/** One kind of thing that tasks are filed under. */
export type Filing<T, New, Changes> = {
  list(scope: Scope): Promise<readonly T[]>;
  find(scope: Scope, id: string): Promise<T | null>;
  add(scope: Scope, wanted: New, key?: CreationKey): Promise<Created<T>>;
  /** @param expected the version it must be at; absent when any will do */
  change(scope: Scope, id: string, changes: Changes, expected?: number): Promise<Stored<T>>;
  remove(scope: Scope, id: string, expected?: number): Promise<Stored<null>>;
};
export type Projects = Filing<Project, NewProject, ProjectChanges>;
export type Labels = Filing<Label, NewLabel, LabelChanges>;

export function createFiling<T, New, Changes>(options: {
  readonly store: FilingStore<T, New, Changes>;
  readonly now: () => Temporal.Instant;
  /** A new UUID. */
  readonly newId: () => string;
}): Filing<T, New, Changes> {
  const { store, newId } = options;
  const now = () => options.now().toString({ fractionalSecondDigits: 3 });
  return {
    list: (scope) => store.list(scope),
    find: (scope, id) => store.find(scope, id),
    add: (scope, wanted, key) => store.create(scope, wanted, { id: newId(), now: now() }, key),
    change: (scope, id, changes, expected) =>
      store.change(scope, changes, { id, now: now(), expected: expected ?? null }),
    remove: (scope, id, expected) => store.remove(scope, { id, now: now(), expected: expected ?? null }),
  };
}
