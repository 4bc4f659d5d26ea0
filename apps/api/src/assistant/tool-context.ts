/** Owns what a tool needs to do its work for one person. */

import type { Domain } from '../todos/domain.ts';
import type { Scope } from '../todos/scope.ts';

export type ToolContext = {
  readonly domain: Pick<Domain, 'tasks' | 'projects' | 'history'>;
  readonly scope: Scope;
  /** Names this call for ever: run again under the same name, it adds nothing twice. */
  readonly callId: string;
};
