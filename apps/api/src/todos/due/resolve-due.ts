/** Owns what a due date means: the moment, and the time on the clocks that was meant. Pure. */

import type { Due, DueInput } from '@todo-chatbot/contracts';

export type ResolvedDue = { readonly due: Due; readonly dueLocal: string };

const hasOffset = /(Z|[+-]\d\d:?\d\d)$/i;

/** Where the clocks skip the time it is the one as long after the gap; where they show it twice, the first (RFC 5545, 3.3.5). */
export function resolveDue(input: DueInput): ResolvedDue {
  if ('date' in input) return dueOn(Temporal.PlainDate.from(input.date));
  const { at, timeZone } = input;
  if (!hasOffset.test(at)) return dueAt(Temporal.PlainDateTime.from(at), timeZone);
  return dueAt(Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDateTime(), timeZone, at);
}

export function dueOn(date: Temporal.PlainDate): ResolvedDue {
  return { due: { date: date.toString() }, dueLocal: `${date.toString()}T23:59:59.999` };
}

/** @param moment where it is known: the hour that clocks show twice is one of two */
export function dueAt(local: Temporal.PlainDateTime, timeZone: string, moment?: string): ResolvedDue {
  const instant =
    moment === undefined
      ? local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).toInstant()
      : Temporal.Instant.from(moment);
  return {
    due: { at: instant.toString({ fractionalSecondDigits: 3 }), timeZone },
    dueLocal: local.toString({ fractionalSecondDigits: 3 }),
  };
}
