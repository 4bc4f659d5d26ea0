/**
 * The migrations in their order. Only ever add at the end: a name that was released stays as it is. During a rolling
 * update the program of the version before runs on the new tables, and after a rollback too, so a migration may add but
 * not take away what that version still uses.
 */

import type { Migration } from '../migrate.ts';
import { createTasks } from './0001-create-tasks.ts';
import { createAccounts } from './0002-create-accounts.ts';
import { createTaskCore } from './0003-task-core.ts';
import { createConversations } from './0005-create-conversations.ts';
import { announceChanges } from './0007-announce-changes.ts';
import { createFeeds } from './0008-create-feeds.ts';
import { belongToAccounts, validateAccounts } from './0009-belong-to-accounts.ts';
import { recordFiling } from './0009-record-filing.ts';
import { orderLists } from './0010-order-lists.ts';
import { chooseTimeZone } from './0011-choose-time-zone.ts';

export const migrations: readonly Migration[] = [
  { name: '0001-create-tasks', up: createTasks },
  { name: '0003-task-core', up: createTaskCore },
  { name: '0005-create-conversations', up: createConversations },
  { name: '0007-announce-changes', up: announceChanges },
  { name: '0002-create-accounts', up: createAccounts },
  { name: '0008-create-feeds', up: createFeeds },
  { name: '0009-belong-to-accounts', up: belongToAccounts },
  { name: '0009-record-filing', up: recordFiling },
  { name: '0009-validate-accounts', up: validateAccounts, apart: true },
  { name: '0010-order-lists', up: orderLists, apart: true },
  { name: '0011-choose-time-zone', up: chooseTimeZone },
];
