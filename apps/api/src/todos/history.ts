/** Owns looking at what was done. */

import type { ActivityList, ActivityQuery } from '@todo-chatbot/contracts';
import type { ActivityStore } from './activity-store.ts';
import type { Scope } from './scope.ts';

export type HistoryOutcome =
  | { readonly status: 'page'; readonly page: ActivityList }
  | { readonly status: 'invalid'; readonly parameter: 'cursor'; readonly detail: string };

export type History = { page(scope: Scope, query: ActivityQuery): Promise<HistoryOutcome> };

export function createHistory(store: ActivityStore): History {
  return {
    async page(scope, query) {
      const before = query.cursor === undefined ? null : readCursor(query.cursor);
      if (before === undefined)
        return { status: 'invalid', parameter: 'cursor', detail: 'Is not a cursor of this list' };
      const found = await store.page(scope, {
        kind: query.kind ?? null,
        from: query.from ?? null,
        to: query.to ?? null,
        before,
        limit: query.limit + 1,
      });
      const activities = found.slice(0, query.limit);
      const last = activities.at(-1);
      const nextCursor = found.length > query.limit && last !== undefined ? writeCursor(last.id) : null;
      return { status: 'page', page: { activities, nextCursor } };
    },
  };
}

const writeCursor = (id: string) => Buffer.from(`a${id}`).toString('base64url');

function readCursor(text: string): string | undefined {
  return /^a(\d{1,18})$/.exec(Buffer.from(text, 'base64url').toString())?.[1];
}
