/** The application as tests call it, without a socket: by `request`, on whatever tasks they bring. */

import { createApp } from '../src/app.ts';
import type { Readiness } from '../src/http/readiness.ts';
import { createLog } from '../src/log.ts';
import type { Tasks } from '../src/todos/tasks.ts';

export const readyNow: Readiness = { check: async () => ({ ready: true }), started: () => true };

export type LogLine = Readonly<Record<string, unknown>>;

/** @returns the app, and the lines it logs (from `info` on) as it writes them */
export function createTestApp(options: { readonly tasks: Tasks; readonly readiness?: Readiness }) {
  const lines: LogLine[] = [];
  const log = createLog({
    level: 'info',
    base: {},
    destination: { write: (line: string) => void lines.push(JSON.parse(line)) },
  });
  const app = createApp({
    tasks: options.tasks,
    readiness: options.readiness ?? readyNow,
    service: {
      name: 'todo-chatbot-api',
      version: '1.2.3',
      instance: 'pod-1',
      labels: { release: null, build: null },
    },
    bodyLimitBytes: 2048,
    log,
    newRequestId: () => 'request-1',
    monotonicMs: () => 0,
  });
  return { app, lines };
}

/** Tasks for tests that must not reach them, or that say how they fail. */
export function failingTasks(error: Error): Tasks {
  const fail = () => Promise.reject(error);
  return { add: fail, list: fail, find: fail, change: fail, complete: fail, reopen: fail, remove: fail };
}

export const json = (method: string, body: unknown) => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
