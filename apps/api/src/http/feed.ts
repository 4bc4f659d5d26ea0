/** `/api/feed` and `/api/feeds/<secret>.ics`: the due tasks of an account for a calendar to subscribe to. */

import { type FeedState, feedState, type NewFeed, newFeed, type Task } from '@todo-chatbot/contracts';
import { z } from 'zod';
import { newSecret, secretHash } from '../accounts/secret-token.ts';
import { toCalendar } from '../feed/calendar.ts';
import type { FeedStore } from '../feed/feed-store.ts';
import type { Domain } from '../todos/domain.ts';
import type { Scope } from '../todos/scope.ts';
import { answers, createRouter, operation, problems, type Router } from './openapi/operation.ts';
import { problemResponse } from './problem.ts';
import { scopeOf } from './scope.ts';

const tags = ['Calendar feed'];
/** Most tasks of one feed: calendars grow slow with more, and nobody looks that far. */
const mostTasks = 2_000;
const pageSize = 200;

/** The secret, and what calendars want a name to end with. */
const fileParameters = z.object({ file: z.string() });

export function feedRoutes(options: {
  readonly feeds: FeedStore;
  readonly domain: Pick<Domain, 'tasks'>;
  readonly now: () => Temporal.Instant;
}): Router {
  const { feeds, domain, now } = options;
  const router = createRouter();
  operation(
    router,
    {
      method: 'get',
      path: '/feed',
      operationId: 'getFeed',
      summary: 'Whether there is a calendar feed',
      tags,
      responses: { 200: answers('Since when', feedState), ...problems() },
    },
    async (c) => c.json({ createdAt: await feeds.createdAt(scopeOf(c).accountId) } satisfies FeedState),
  );
  operation(
    router,
    {
      method: 'post',
      path: '/feed',
      operationId: 'makeFeed',
      summary: 'Make a calendar feed with a new address; the one before answers no more',
      description:
        'Whoever knows the address can read the due tasks. It is told this once and kept only as a hash.',
      tags,
      responses: { 201: answers('The address', newFeed), ...problems() },
    },
    async (c) => {
      const scope = scopeOf(c);
      const { secret, hash } = newSecret();
      const createdAt = now().toString({ fractionalSecondDigits: 3 });
      await feeds.put(scope.accountId, { secretHash: hash, timeZone: scope.timeZone, now: createdAt });
      return c.json({ path: `/api/feeds/${secret}.ics`, createdAt } satisfies NewFeed, 201);
    },
  );
  operation(
    router,
    {
      method: 'delete',
      path: '/feed',
      operationId: 'deleteFeed',
      summary: 'End the calendar feed: its address answers no more',
      tags,
      responses: { 204: { description: 'There is none any more' }, ...problems() },
    },
    async (c) => {
      await feeds.remove(scopeOf(c).accountId);
      return c.body(null, 204);
    },
  );
  operation(
    router,
    {
      method: 'get',
      path: '/feeds/{file}',
      operationId: 'readFeed',
      summary: 'The due tasks as iCalendar, for whoever knows the address',
      tags,
      request: { params: fileParameters },
      responses: {
        200: { description: 'The calendar', content: { 'text/calendar': { schema: { type: 'string' } } } },
        ...problems(404),
      },
    },
    async (c) => {
      const secret = /^([\w-]{20,100})\.ics$/.exec(c.req.param('file') ?? '')?.[1];
      const scope = secret === undefined ? null : await feeds.find(secretHash(secret));
      if (scope === null)
        return problemResponse(c, { code: 'not-found', detail: 'There is nothing at this address' });
      return c.body(
        toCalendar(await dueTasks(domain, scope), { now: now(), timeZone: scope.timeZone }),
        200,
        {
          'content-type': 'text/calendar; charset=utf-8',
          'cache-control': 'private, max-age=300',
        },
      );
    },
  );
  return router;
}

async function dueTasks({ tasks }: Pick<Domain, 'tasks'>, scope: Scope): Promise<readonly Task[]> {
  const found: Task[] = [];
  let cursor: string | undefined;
  do {
    const page = await tasks.page(scope, {
      status: 'pending',
      sort: 'due',
      limit: pageSize,
      dueFrom: '1970-01-01',
      ...(cursor === undefined ? {} : { cursor }),
    });
    if (page.status === 'invalid') throw new Error(`the ${page.parameter} of a feed: ${page.detail}`);
    found.push(...(JSON.parse(page.tasks) as Task[]));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && found.length < mostTasks);
  return found;
}
