/** Owns on whose behalf something is done: every method of the domain takes one, so that no query can forget the account. */

import type { ClientKind } from '@todo-chatbot/contracts';

export type Scope = {
  readonly accountId: string;
  /** Where the account's "today" is, an IANA name. */
  readonly timeZone: string;
  /** Which client acts, for the record of what was done. */
  readonly client: ClientKind;
};
