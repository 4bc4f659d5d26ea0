import { expect, it } from 'vitest';
import { isUnreachable } from './unreachable.ts';

const failure = (message: string, code?: string) => Object.assign(new Error(message), { code });

it.each([
  ['nothing listens', failure('connect ECONNREFUSED', 'ECONNREFUSED')],
  ['every address refuses', Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' })],
  ['the name is not known', failure('getaddrinfo', 'ENOTFOUND')],
  ['the server starts', failure('the database system is starting up', '57P03')],
  ['the server stops', failure('terminating connection', '57P01')],
  ['the server has no connection left', failure('too many clients', '53300')],
  ['the connection failed', failure('connection failure', '08006')],
  ['the connection ended under a query', failure('Connection terminated unexpectedly')],
  ['no answer came', failure('Query read timeout')],
])('is unreachable: %s', (_what, error) => {
  expect(isUnreachable(error)).toBe(true);
});

it.each([
  ['a wrong password', failure('password authentication failed', '28P01')],
  ['a database that does not exist', failure('does not exist', '3D000')],
  ['a wrong query', failure('syntax error', '42601')],
  ['a bug', new TypeError('x is undefined')],
  ['no error', 'ECONNREFUSED'],
])('is not unreachable: %s', (_what, error) => {
  expect(isUnreachable(error)).toBe(false);
});
