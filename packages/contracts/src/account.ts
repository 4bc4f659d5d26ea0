/** Owns accounts: who signs in, what an account remembers, and the personal tokens by which programs act for it. */

import { z } from 'zod';
import { lineOfText } from './text.ts';
import { instant, timeZone } from './time.ts';

/** Written differently by the same person at times: kept in lower case. */
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'Must have at most 254 characters')
  .pipe(z.email('Must be an e-mail address'));

/** Length is what counts (NIST SP 800-63B, 3.1.1.2); the upper bound keeps the cost of hashing bounded. */
export const password = z
  .string()
  .min(10, 'Must have at least 10 characters')
  .max(256, 'Must have at most 256 characters');

export const languages = ['en', 'ur'] as const;

export const account = z
  .object({
    id: z.uuid(),
    /** `null`: the account of an installation without sign-in. */
    email: z.string().nullable(),
    /** Decides what "today" is, wherever a request names no other. */
    timeZone: z.string(),
    /** False until somebody chose it, or a browser of the account told where it is: until then it is only assumed. */
    timeZoneChosen: z.boolean(),
    language: z.enum(languages),
    createdAt: instant,
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof account>;

export const accountChanges = z
  .strictObject({
    timeZone: timeZone.optional(),
    language: z.enum(languages).optional(),
    /** Signs out everywhere else. */
    password: z.strictObject({ current: z.string().max(256), new: password }).optional(),
  })
  .meta({ id: 'AccountChanges' });
export type AccountChanges = z.infer<typeof accountChanges>;

export const signUp = z
  .strictObject({ email, password, timeZone: timeZone.optional() })
  .meta({ id: 'SignUp' });
export type SignUp = z.infer<typeof signUp>;

/** Any password may be tried: what it must be like is told to who chooses one. */
export const signIn = z.strictObject({ email, password: z.string().max(256) }).meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof signIn>;

/** Who is signed in, and whether that is needed at all. */
export const session = z
  .object({
    authentication: z.enum(['on', 'off']),
    account: account.nullable(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

/** What a token may do: `read` and `write` tasks, projects and labels; `chat` with the assistant; `mcp` for AI clients. */
export const tokenScopes = ['read', 'write', 'chat', 'mcp'] as const;
export type TokenScope = (typeof tokenScopes)[number];

export const apiToken = z
  .object({
    id: z.uuid(),
    name: z.string(),
    scopes: z.array(z.enum(tokenScopes)),
    createdAt: instant,
    /** To the minute. */
    lastUsedAt: instant.nullable(),
    expiresAt: instant.nullable(),
  })
  .meta({ id: 'ApiToken' });
export type ApiToken = z.infer<typeof apiToken>;

export const apiTokenList = z.object({ tokens: z.array(apiToken) }).meta({ id: 'ApiTokenList' });

export const newApiToken = z
  .strictObject({
    name: lineOfText(100),
    scopes: z
      .array(z.enum(tokenScopes))
      .min(1, 'Must name at least one scope')
      .max(tokenScopes.length)
      .refine((scopes) => new Set(scopes).size === scopes.length, 'Must not name a scope twice'),
    /** Never, when absent. */
    expiresInDays: z.int().min(1).max(3650).optional(),
  })
  .meta({ id: 'NewApiToken' });
export type NewApiToken = z.infer<typeof newApiToken>;

/** The only answer with the token itself. */
export const createdApiToken = z
  .object({ ...apiToken.shape, token: z.string() })
  .meta({ id: 'CreatedApiToken' });
export type CreatedApiToken = z.infer<typeof createdApiToken>;
