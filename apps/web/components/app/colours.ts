/** Owns how the colours of projects, labels and priorities look; each is told by its word as well. */

import type { Colour, Priority } from '@todo-chatbot/contracts';

/** Of a dot (`bg-current`) or an icon. */
export const filedColours: Readonly<Record<Colour, string>> = {
  grey: 'text-[oklch(0.65_0.02_190)]',
  red: 'text-[oklch(0.62_0.2_25)]',
  orange: 'text-[oklch(0.7_0.17_55)]',
  yellow: 'text-[oklch(0.78_0.15_90)]',
  green: 'text-[oklch(0.65_0.16_145)]',
  teal: 'text-[oklch(0.65_0.11_180)]',
  blue: 'text-[oklch(0.6_0.15_250)]',
  purple: 'text-[oklch(0.58_0.18_300)]',
  pink: 'text-[oklch(0.68_0.18_355)]',
};

export const priorityNames: Readonly<Record<Priority, string>> = {
  p1: 'Priority 1',
  p2: 'Priority 2',
  p3: 'Priority 3',
  p4: 'No priority',
};

/** The ring of a task's box. */
export const priorityRings: Readonly<Record<Priority, string>> = {
  p1: 'border-p1 bg-p1/10 hover:border-p1',
  p2: 'border-p2 bg-p2/10 hover:border-p2',
  p3: 'border-p3 bg-p3/10 hover:border-p3',
  p4: 'border-control hover:border-accent',
};

export const priorityTexts: Readonly<Record<Priority, string>> = {
  p1: 'text-p1-ink',
  p2: 'text-p2-ink',
  p3: 'text-p3-ink',
  p4: 'text-muted',
};
