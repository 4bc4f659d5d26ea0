/** Owns how the buttons of the dialogs about projects and labels look. */

export const plainButton =
  'h-10 rounded-xl border border-line bg-surface px-4 font-medium text-sm hover:border-control max-lg:h-11';
export const strongButton = 'h-10 rounded-xl px-4 font-medium text-sm hover:opacity-90 max-lg:h-11';
