import { describe, expect, it } from 'vitest';
import { createAccountClient } from './account-client.ts';
import { ApiError } from './api-error.ts';

/** A client whose every request gets the given answer, and what it sent. */
function answering(answer: Response) {
  const sent: { path: string; method: string | undefined; body: unknown; headers: unknown }[] = [];
  const client = createAccountClient(async (path, init) => {
    sent.push({ path: String(path), method: init?.method, body: init?.body, headers: init?.headers });
    return answer;
  });
  return { client, sent };
}

const problem = (members: object, status: number, headers: Record<string, string> = {}) =>
  Response.json(
    { type: 'urn:problem:todo-chatbot:x', title: 'Refused', status, code: 'x', ...members },
    { status, headers },
  );

describe('the account client', () => {
  it('says how long to wait after too many attempts', async () => {
    const limited = problem({ code: 'rate-limited' }, 429, { 'retry-after': '90' });
    const { client, sent } = answering(limited);
    const attempt = client.signIn({ email: 'ada@example.org', password: 'x' });
    await expect(attempt).rejects.toBeInstanceOf(ApiError);
    await expect(attempt).rejects.toMatchObject({ code: 'rate-limited', retryAfterSeconds: 90 });
    expect(sent[0]).toMatchObject({
      path: '/api/auth/sign-in',
      method: 'POST',
      body: '{"email":"ada@example.org","password":"x"}',
    });
  });

  it('names every member that was refused', async () => {
    const errors = [
      { pointer: '/email', detail: 'Must be an e-mail address' },
      { pointer: '/password', detail: 'Must have at least 10 characters' },
    ];
    const { client } = answering(problem({ errors }, 422));
    await expect(client.signUp({ email: 'ada', password: 'x' })).rejects.toMatchObject({
      message: 'Must be an e-mail address',
      errors,
      retryAfterSeconds: null,
    });
  });

  it('sends a file as what it is', async () => {
    const { client, sent } = answering(Response.json({ imported: 1, activityId: 'a' }));
    expect(await client.importFile({ text: 'title\na\n', mediaType: 'text/csv' })).toEqual({
      imported: 1,
      activityId: 'a',
    });
    expect(sent[0]).toMatchObject({
      path: '/api/import',
      body: 'title\na\n',
      headers: { 'content-type': 'text/csv' },
    });
  });

  it('takes an answer without a body for done, and a refusal for an error', async () => {
    const { client, sent } = answering(new Response(null, { status: 204 }));
    await client.removeToken('a/b');
    expect(sent[0]).toMatchObject({ path: '/api/tokens/a%2Fb', method: 'DELETE' });
    await expect(answering(problem({}, 404)).client.removeFeed()).rejects.toMatchObject({ status: 404 });
  });
});
