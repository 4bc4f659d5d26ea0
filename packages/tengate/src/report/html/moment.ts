/** Owns how a moment is written for a person: `20 November 2026, 23:34 UTC`. */

const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** @param iso what cannot be read as a moment is shown as it is */
export function formatMoment(iso: string): string {
  const moment = new Date(iso);
  return Number.isNaN(moment.getTime()) ? iso : `${format.format(moment).replace(' at ', ', ')} UTC`;
}
