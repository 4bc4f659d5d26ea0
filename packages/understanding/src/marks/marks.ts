/** Owns the marks of quick add: `p1`, `!high`, `#project`, `@label`. */

import type { Priority } from '../actions.ts';
import type { Normalised } from '../text/normalise.ts';

export interface Mark {
  readonly kind: 'priority' | 'project' | 'label';
  /** As typed, without its sign; a priority as `p1` to `p4`. */
  readonly value: string;
  /** Canonical offsets. */
  readonly start: number;
  readonly end: number;
}

const name = "[\\p{L}\\p{M}_][\\p{L}\\p{M}\\d_/.'’-]*";
const boundary = '(?<![\\p{L}\\d_&/.@#+-])';
const project = new RegExp(`${boundary}(?:#|\\+(?=\\p{L}{2}))(?:\\[([^\\]]+)\\]|(\\d*${name}))`, 'gu');
const label = new RegExp(`${boundary}@(?:\\[([^\\]]+)\\]|(${name}))`, 'gu');
const priorities: readonly { pattern: RegExp; level: (match: RegExpExecArray) => Priority }[] = [
  {
    pattern: /(?<![\p{L}\d_.\uE001-])(?:!!?)?p ?([1-4])(?![\p{L}\d_.-]\S|[\p{L}\d_-])/gu,
    level: ([, level]) => `p${level}` as Priority,
  },
  { pattern: /(?<![^\s])!!?([1-4])(?![^\s,.])/gu, level: ([, level]) => `p${level}` as Priority },
  {
    pattern: /(?<![^\s])!(urgent|highest|high|medium|med|low|lowest|none)(?![\p{L}])/gu,
    level: ([, word]) => worded(word ?? ''),
  },
  {
    pattern:
      /(?<![\p{L}])(?:with |at |as |of |, ?)?(?:a )?(urgent|highest|top|critical|high|medium|normal|low|lowest|no)[- ]priority(?![\p{L}-])(?! (?:mail|inbox|queue|list|lane|pass|seat))/gu,
    level: ([, word]) => worded(word ?? ''),
  },
  {
    pattern:
      /(?<![\p{L}])(?:with |, ?)?priority:? (?:is |of |to |level )?(?:p?([1-4])|(urgent|highest|high|medium|normal|low|lowest|none))(?![\p{L}\d])/gu,
    level: ([, level, word]) => (level === undefined ? worded(word ?? '') : (`p${level}` as Priority)),
  },
];

/** In the order of the text; the first priority and the first project count. */
export function findMarks(text: Normalised): Mark[] {
  const marks: Mark[] = [];
  for (const { pattern, level } of priorities) {
    for (const match of text.canonical.matchAll(pattern)) {
      if (/\b(?:boeing|model|nikon|coolpix|vitamin|page|huawei) $/.test(text.canonical.slice(0, match.index)))
        continue;
      marks.push({ kind: 'priority', value: level(match), ...at(match) });
    }
  }
  const named = [
    ['project', project],
    ['label', label],
  ] as const;
  for (const [kind, pattern] of named) {
    for (const match of text.canonical.matchAll(pattern)) {
      const trimmed = match[0].replace(/[.'’/-]+$/, '');
      const sign = trimmed.startsWith('#') || trimmed.startsWith('@') || trimmed.startsWith('+') ? 1 : 0;
      const span = text.spanOf(match.index + sign, match.index + trimmed.length);
      const value = text.original
        .slice(span.start, span.end)
        .replace(/^\[|\]$/g, '')
        .trim();
      if (value !== '') marks.push({ kind, value, start: match.index, end: match.index + trimmed.length });
    }
  }
  marks.sort((a, b) => a.start - b.start || b.end - a.end);
  const seen = new Set<string>();
  return marks.filter((mark, index) => {
    const overlaps = marks.slice(0, index).some((other) => mark.start < other.end);
    const again = mark.kind !== 'label' && seen.has(mark.kind);
    if (!overlaps) seen.add(mark.kind);
    return !overlaps && !again;
  });
}

function at(match: RegExpExecArray) {
  return { start: match.index, end: match.index + match[0].length };
}

function worded(word: string): Priority {
  if (/^(?:urgent|highest|top|critical|high)$/.test(word)) return 'p1';
  if (/^(?:medium|med|normal)$/.test(word)) return 'p2';
  return word === 'low' ? 'p3' : 'p4';
}
