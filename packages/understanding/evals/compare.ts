/** Owns when an answer counts as right: each field as the public scorer compares it. */

export interface Expected {
  readonly intent?: string;
  readonly due?: string;
  readonly dueAnyOf?: readonly string[];
  readonly duePeriod?: readonly [string | null, string | null];
  readonly rrule?: string;
  readonly title?: string;
  readonly tags?: readonly string[];
  readonly project?: string;
  readonly priority?: string;
  readonly recurring?: boolean;
  readonly noDate?: boolean;
}
export type Answer = {
  readonly intent?: string;
  readonly due?: string;
  readonly duePeriod?: readonly (string | null)[];
  readonly rrule?: string;
  readonly recurring?: boolean;
  readonly title?: string;
  readonly tags?: readonly string[];
  readonly project?: string;
  readonly priority?: string;
};

type Compare = (expected: never, answer: Answer) => boolean;
const same = (a: string | undefined, b: string | undefined) => words(a) === words(b);

export const comparisons: Readonly<Record<keyof Expected, Compare>> = {
  intent: (expected: string, { intent }) => expected === intent,
  due: (expected: string, { due }) => seconds(expected) === due,
  dueAnyOf: (expected: readonly string[], { due }) =>
    due !== undefined && expected.map(seconds).includes(due),
  duePeriod: samePeriod,
  rrule: sameRule,
  recurring: (expected: boolean, { rrule, recurring }) => (recurring ?? rrule !== undefined) === expected,
  title: (expected: string, { title }) => same(expected, title),
  tags: (expected: readonly string[], { tags }) =>
    [...expected].sort().join() === [...(tags ?? [])].sort().join(),
  project: (expected: string, { project }) => same(expected, project),
  priority: (expected: string, { priority }) => same(expected, priority),
  noDate: (_: boolean, { due, duePeriod, rrule }) =>
    due === undefined && duePeriod === undefined && rrule === undefined,
};

/** A case may state a time without its seconds. */
function seconds(moment: string): string {
  return moment.length === 'YYYY-MM-DDTHH:MM'.length ? `${moment}:00` : moment;
}

function words(text: string | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim().toLowerCase();
}

/** The same stretch; or, where the answer states none, a due inside it. */
function samePeriod(expected: readonly [string | null, string | null], { due, duePeriod }: Answer): boolean {
  const start = (moment: string | null | undefined) =>
    moment?.length === 10 ? `${moment}T00:00:00` : (moment ?? null);
  if (duePeriod !== undefined)
    return start(duePeriod[0]) === start(expected[0]) && start(duePeriod[1]) === start(expected[1]);
  if (due === undefined) return false;
  const at = start(due) ?? '';
  const [from, to] = expected.map(start);
  return (from == null || from <= at) && (to == null || at < to || (at === to && due.length > 10));
}

/** The same parts in any order; what one side leaves out is taken from the due date, as RFC 5545 takes it from DTSTART. */
function sameRule(expected: string, { rrule, due }: Answer): boolean {
  if (rrule === undefined) return false;
  const [a, b] = [ruleParts(expected), ruleParts(rrule)];
  if (written(a) === written(b)) return true;
  if (due === undefined || a.get('FREQ') !== b.get('FREQ')) return false;
  const anchored = (rule: Map<string, string>) => written(new Map([...anchor(rule, due), ...rule]));
  return anchored(a) === anchored(b);
}

function ruleParts(rule: string): Map<string, string> {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]));
  if (parts.get('INTERVAL') === '1') parts.delete('INTERVAL');
  if (parts.get('FREQ') === 'MONTHLY' && parts.get('INTERVAL') === '12') {
    parts.set('FREQ', 'YEARLY');
    parts.delete('INTERVAL');
  }
  return parts;
}

function anchor(rule: Map<string, string>, due: string): [string, string][] {
  const day = new Date(`${due.slice(0, 10)}T00:00:00Z`);
  const weekday = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][day.getUTCDay()] ?? '';
  const ofMonth = String(day.getUTCDate());
  if (rule.get('FREQ') === 'WEEKLY') return [['BYDAY', weekday]];
  if (rule.has('BYDAY')) return [];
  if (rule.get('FREQ') === 'MONTHLY') return [['BYMONTHDAY', ofMonth]];
  return rule.get('FREQ') === 'YEARLY'
    ? [
        ['BYMONTH', String(day.getUTCMonth() + 1)],
        ['BYMONTHDAY', ofMonth],
      ]
    : [];
}

function written(rule: Map<string, string>): string {
  return [...rule]
    .map(([key, value]) => `${key}=${value.split(',').sort().join(',')}`)
    .sort()
    .join(';');
}
