/** Everything the API and its clients say to each other. */

export * from './health.ts';
export * from './problem.ts';
export * from './task.ts';
