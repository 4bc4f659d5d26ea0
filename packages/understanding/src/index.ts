/** Owns the public surface of this package. The browser imports `./quick-add` alone. */

export * from './actions.ts';
export * from './chips.ts';
export type { LocalMoment, LocalPeriod, Said } from './moment.ts';
export { parseQuickAdd } from './quick-add.ts';
export { emptyContext, understand } from './understand.ts';
