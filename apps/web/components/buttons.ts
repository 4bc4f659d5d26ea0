/** Owns how the buttons of forms and dialogs look. */

const button =
  'inline-flex h-11 items-center justify-center rounded-xl px-4 font-medium text-sm transition-colors lg:h-10 aria-disabled:opacity-60';

export const primaryButton = `${button} bg-accent text-on-accent hover:bg-accent-strong`;
export const plainButton = `${button} border border-line bg-surface hover:border-control`;
export const dangerButton = `${button} border border-line bg-surface text-danger hover:border-danger`;
/** For the last step before something goes. */
export const destructiveButton = `${button} bg-danger text-canvas hover:bg-danger-strong`;
