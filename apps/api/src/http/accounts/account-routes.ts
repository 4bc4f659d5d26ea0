/** `/api/account` and `/api/tokens`: what the account remembers, and the tokens by which programs act for it. */

import { account, accountChanges, apiTokenList, createdApiToken, newApiToken } from '@todo-chatbot/contracts';
import { answers, body, createRouter, operation, problems, type Router } from '../openapi/operation.ts';
import { problemResponse } from '../problem.ts';
import { idParameters, noSuch, readId } from '../read-id.ts';
import { readJson } from '../read-json.ts';
import { scopeOf } from '../scope.ts';
import type { AuthOptions } from './auth-routes.ts';
import { clientAddress } from './client-address.ts';
import { rateLimited } from './identify.ts';

export function accountRoutes({ accounts, trustedProxies }: AuthOptions): Router {
  const router = createRouter();

  operation(
    router,
    {
      method: 'get',
      path: '/account',
      operationId: 'getAccount',
      summary: 'The account',
      tags: ['Accounts'],
      responses: { 200: answers('The account', account), ...problems(404) },
    },
    async (c) => {
      const found = await accounts.find(scopeOf(c).accountId);
      return found === null ? noSuch(c, 'account') : c.json(found);
    },
  );

  operation(
    router,
    {
      method: 'patch',
      path: '/account',
      operationId: 'changeAccount',
      summary: 'Change time zone, language or password',
      tags: ['Accounts'],
      request: { body: body(accountChanges) },
      responses: {
        200: answers('The account', account),
        ...problems(400, 413, 415, 422),
      },
    },
    async (c) => {
      const changes = await readJson(c, accountChanges);
      if (!changes.ok) return changes.response;
      const outcome = await accounts.change(scopeOf(c).accountId, changes.value, {
        secret: c.get('sessionSecret') ?? null,
        address: clientAddress(c, trustedProxies),
      });
      switch (outcome.status) {
        case 'changed':
          return c.json(outcome.account);
        case 'limited':
          return rateLimited(c, outcome.retryAfterSeconds);
        case 'wrong-password': {
          const detail = 'Is not the present password';
          return problemResponse(c, {
            code: 'validation-failed',
            detail: 'The body does not fit; "errors" names each member that does not',
            errors: [{ pointer: '/password/current', detail }],
          });
        }
      }
    },
  );

  operation(
    router,
    {
      method: 'get',
      path: '/tokens',
      operationId: 'listTokens',
      summary: 'List personal tokens',
      tags: ['Tokens'],
      responses: {
        200: answers('All tokens, without their secrets', apiTokenList),
        ...problems(),
      },
    },
    async (c) => c.json({ tokens: await accounts.tokens(scopeOf(c).accountId) }),
  );

  operation(
    router,
    {
      method: 'post',
      path: '/tokens',
      operationId: 'addToken',
      summary: 'Make a personal token',
      description: 'The answer shows the token this once. Send it as `Authorization: Bearer …`.',
      tags: ['Tokens'],
      request: { body: body(newApiToken) },
      responses: {
        201: answers('The token', createdApiToken),
        ...problems(400, 413, 415, 422),
      },
    },
    async (c) => {
      const wanted = await readJson(c, newApiToken);
      if (!wanted.ok) return wanted.response;
      return c.json(await accounts.addToken(scopeOf(c).accountId, wanted.value), 201);
    },
  );

  operation(
    router,
    {
      method: 'delete',
      path: '/tokens/{id}',
      operationId: 'removeToken',
      summary: 'Revoke a personal token',
      tags: ['Tokens'],
      request: { params: idParameters },
      responses: { 204: { description: 'It is not valid any more' }, ...problems(404) },
    },
    async (c) => {
      const id = readId(c);
      const removed = id !== null && (await accounts.removeToken(scopeOf(c).accountId, id));
      return removed ? c.body(null, 204) : noSuch(c, 'token');
    },
  );
  return router;
}
