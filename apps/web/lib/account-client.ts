/** Owns what the web application asks the API about the account itself: sessions, settings, tokens, the feed, files. */

import type {
  Account,
  AccountChanges,
  ApiToken,
  CreatedApiToken,
  FeedState,
  ImportPreview,
  ImportResult,
  NewApiToken,
  NewFeed,
  Session,
  SignIn,
  SignUp,
} from '@todo-chatbot/contracts';
import { createRequests, write } from './api-requests.ts';

/** Loaded with what uses it: the list needs none of it. */
export type AccountClient = ReturnType<typeof createAccountClient>;

type Cancellable = { readonly signal: AbortSignal };

export type SentFile = { readonly text: string; readonly mediaType: string };

const sent = (file: SentFile): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': file.mediaType },
  body: file.text,
});

/** Every method rejects with an `ApiError`. @param fetch as in the browser */
export function createAccountClient(fetch: typeof globalThis.fetch) {
  const { read, done } = createRequests(fetch);
  const answer = async <Answer>(path: string, member: string, init?: RequestInit) =>
    (await read<Answer>(path, member, init)).value;

  return {
    /** Who is signed in, and whether that is needed. */
    session: ({ signal }: Cancellable) => answer<Session>('/api/auth/session', 'authentication', { signal }),
    signIn: (given: SignIn) => answer<Session>('/api/auth/sign-in', 'account', write('POST', given)),
    signUp: (wanted: SignUp) => answer<Session>('/api/auth/sign-up', 'account', write('POST', wanted)),
    signOut: () => done('/api/auth/sign-out', { method: 'POST' }),
    signOutEverywhere: () => done('/api/auth/sign-out-everywhere', { method: 'POST' }),
    changeAccount: (changes: AccountChanges) =>
      answer<Account>('/api/account', 'timeZone', write('PATCH', changes)),
    tokens: async ({ signal }: Cancellable) =>
      (await answer<{ readonly tokens: readonly ApiToken[] }>('/api/tokens', 'tokens', { signal })).tokens,
    addToken: (token: NewApiToken) => answer<CreatedApiToken>('/api/tokens', 'token', write('POST', token)),
    removeToken: (id: string) => done(`/api/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    feed: ({ signal }: Cancellable) => answer<FeedState>('/api/feed', 'createdAt', { signal }),
    makeFeed: () => answer<NewFeed>('/api/feed', 'path', { method: 'POST' }),
    removeFeed: () => done('/api/feed', { method: 'DELETE' }),
    /** What importing the file would do; nothing is written. */
    previewImport: (file: SentFile) => answer<ImportPreview>('/api/import/preview', 'unreadable', sent(file)),
    /** @param file all of it is added, or nothing */
    importFile: (file: SentFile) => answer<ImportResult>('/api/import', 'imported', sent(file)),
  };
}
