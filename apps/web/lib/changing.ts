/** Owns which kinds of things the changes of this page touch, while they are on their way: what shows them is not read until then. */

import type { QueryClient } from '@tanstack/react-query';
import type { ChangeKind } from '@todo-chatbot/contracts';

/** What a mutation says of itself. */
export const touching = (kinds: readonly ChangeKind[]): { readonly kinds: readonly ChangeKind[] } => ({
  kinds,
});

/** How many changes of a kind are on their way. */
export const changing = (client: QueryClient, kind: ChangeKind): number =>
  client.isMutating({
    predicate: ({ meta }) =>
      (meta as Partial<ReturnType<typeof touching>> | undefined)?.kinds?.includes(kind) ?? false,
  });
