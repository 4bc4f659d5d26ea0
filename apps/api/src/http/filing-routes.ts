/** Owns the resource that projects and labels have in common: list, add, read, change, remove. */

import { activityHeader } from '@todo-chatbot/contracts';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Filing } from '../todos/filing.ts';
import { creationHeaders, keyReused, readCreationKey } from './creation-key.ts';
import type { HttpEnvironment } from './http-environment.ts';
import { answers, body, createRouter, operation, problems, type Router } from './openapi/operation.ts';
import { entityTag, isKnown, stale, underIfMatch } from './preconditions.ts';
import { problemResponse } from './problem.ts';
import { idParameters, noSuch, readId } from './read-id.ts';
import { readJson } from './read-json.ts';
import { scopeOf } from './scope.ts';

type Named = { readonly id: string; readonly version: number };

const conditional = z.object({ 'if-match': z.string().optional() });

export function filingRoutes<T extends Named, New extends z.ZodType, Changes extends z.ZodType>(options: {
  /** As in "There is no project with this id". */
  readonly noun: 'project' | 'label';
  readonly plural: 'projects' | 'labels';
  readonly filing: Filing<T, z.output<New>, z.output<Changes>>;
  readonly schemas: {
    readonly one: z.ZodType;
    readonly list: z.ZodType;
    readonly wanted: New;
    readonly changes: Changes;
  };
  /** What becomes of the tasks when it is removed. */
  readonly removal: string;
}): Router {
  const { noun, plural, filing, schemas, removal } = options;
  const router = createRouter();
  const title = `${plural.charAt(0).toUpperCase()}${plural.slice(1)}`;
  const tags = [title];
  const name = title.slice(0, -1);
  const request = { params: idParameters };

  operation(
    router,
    {
      method: 'get',
      path: `/${plural}`,
      operationId: `list${title}`,
      summary: `List ${plural}`,
      tags,
      responses: { 200: answers(`All ${plural}`, schemas.list), ...problems() },
    },
    async (c) => c.json({ [plural]: await filing.list(scopeOf(c)) }),
  );

  operation(
    router,
    {
      method: 'post',
      path: `/${plural}`,
      operationId: `add${name}`,
      summary: `Add a ${noun}`,
      tags,
      request: { headers: creationHeaders, body: body(schemas.wanted) },
      responses: { 201: answers(`The ${noun}`, schemas.one), ...problems(400, 409, 413, 415, 422) },
    },
    async (c) => {
      const wanted = await readJson(c, schemas.wanted);
      if (!wanted.ok) return wanted.response;
      const key = await readCreationKey(c);
      if (!key.ok) return key.response;
      const outcome = await filing.add(scopeOf(c), wanted.value, key.value);
      switch (outcome.status) {
        case 'done':
          return answer(c, outcome.value, { status: 201, activityId: outcome.activityId });
        case 'name-taken':
          return nameTaken(c);
        case 'key-used':
          if (outcome.fingerprint !== key.value?.fingerprint) return keyReused(c);
          return answer(c, JSON.parse(outcome.answer) as T, { status: 201 });
      }
    },
  );

  operation(
    router,
    {
      method: 'get',
      path: `/${plural}/{id}`,
      operationId: `get${name}`,
      summary: `Read a ${noun}`,
      tags,
      request,
      responses: {
        200: answers(`The ${noun}`, schemas.one),
        304: { description: 'It is at the version that If-None-Match names' },
        ...problems(404),
      },
    },
    async (c) => {
      const id = readId(c);
      const found = id === null ? null : await filing.find(scopeOf(c), id);
      if (found === null) return noSuch(c, noun);
      if (isKnown(c, found.version)) return c.body(null, 304, { etag: entityTag(found.version) });
      return answer(c, found);
    },
  );

  operation(
    router,
    {
      method: 'patch',
      path: `/${plural}/{id}`,
      operationId: `change${name}`,
      summary: `Change a ${noun}`,
      tags,
      request: { ...request, headers: conditional, body: body(schemas.changes) },
      responses: { 200: answers(`The ${noun}`, schemas.one), ...problems(400, 404, 409, 412, 413, 415, 422) },
    },
    async (c) => {
      const changes = await readJson(c, schemas.changes);
      if (!changes.ok) return changes.response;
      return await revise(c, async (id, expected) => {
        const outcome = await filing.change(scopeOf(c), id, changes.value, expected);
        if (outcome.status !== 'done') return failure(c, outcome.status);
        return answer(c, outcome.value, { activityId: outcome.activityId });
      });
    },
  );

  operation(
    router,
    {
      method: 'delete',
      path: `/${plural}/{id}`,
      operationId: `delete${name}`,
      summary: `Delete a ${noun}; ${removal}`,
      tags,
      request: { ...request, headers: conditional },
      responses: { 204: { description: 'It is gone' }, ...problems(404, 412) },
    },
    (c) =>
      revise(c, async (id, expected) => {
        const outcome = await filing.remove(scopeOf(c), id, expected);
        return outcome.status === 'done'
          ? c.body(null, 204, activityHeaders(outcome.activityId))
          : failure(c, outcome.status);
      }),
  );

  return router;

  async function revise(
    c: Context<HttpEnvironment>,
    act: (id: string, expected?: number) => Promise<Response>,
  ): Promise<Response> {
    const id = readId(c);
    if (id === null) return noSuch(c, noun);
    return await underIfMatch(c, {
      current: async () => (await filing.find(scopeOf(c), id))?.version ?? null,
      act: (expected) => act(id, expected),
    });
  }

  /** @param options.activityId what `POST /api/undo` takes; told in a header, for the body is what was changed */
  function answer(
    c: Context<HttpEnvironment>,
    value: T,
    options: { readonly status?: 200 | 201; readonly activityId?: string | null } = {},
  ): Response {
    const { status = 200, activityId = null } = options;
    return c.body(JSON.stringify(value), status, {
      'content-type': 'application/json',
      etag: entityTag(value.version),
      ...(status === 201 && { location: `/api/${plural}/${value.id}` }),
      ...activityHeaders(activityId),
    });
  }

  function failure(
    c: Context<HttpEnvironment>,
    status: 'not-found' | 'stale' | 'name-taken' | 'in-use',
  ): Response {
    if (status === 'in-use') throw new Error('only what takes back a creation minds whether it is used');
    if (status === 'not-found') return noSuch(c, noun);
    return status === 'stale' ? stale(c) : nameTaken(c);
  }

  function nameTaken(c: Context<HttpEnvironment>): Response {
    return problemResponse(c, {
      code: 'conflict',
      detail: `There is another ${noun} with this name`,
      errors: [{ pointer: '/name', detail: 'Is taken' }],
    });
  }
}

const activityHeaders = (activityId: string | null): Record<string, string> =>
  activityId === null ? {} : { [activityHeader]: activityId };
