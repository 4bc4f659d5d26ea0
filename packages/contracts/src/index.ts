/** Everything the API and its clients say to each other. */

export * from './account.ts';
export * from './activity.ts';
export * from './assistant-tools.ts';
export * from './blank-task.ts';
export * from './bulk.ts';
export * from './chat.ts';
export * from './conversation.ts';
export * from './due.ts';
export * from './feed.ts';
export * from './headers.ts';
export * from './health.ts';
export * from './label.ts';
export * from './live.ts';
export * from './problem.ts';
export * from './project.ts';
export * from './quick-add.ts';
export * from './recurrence.ts';
export * from './task.ts';
export * from './task-query.ts';
export * from './time.ts';
export * from './transfer.ts';
