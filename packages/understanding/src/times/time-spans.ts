/** Owns stretches of the clock: "3-5pm", "from 2 to 4", "between 9 and 10:30". */

import { phrase, type Rule } from '../reading.ts';
import { month } from '../text/calendar-words.ts';
import { closes } from '../text/closing.ts';
import { afterDay, likelyHour } from './clock-times.ts';

const clock = (n: number) => `(?<h${n}>\\d{1,2})(?::(?<min${n}>[0-5]\\d))? ?(?<m${n}>a\\.?m\\.?|p\\.?m\\.?)?`;

export const timeSpans: readonly Rule[] = [
  {
    pattern: phrase(`(?<lead>from |between )?${clock(1)} ?(?<by>-|–|—|to|and|till|until|til) ?${clock(2)}`),
    read: ({ groups, after, before }) => {
      const clocked =
        groups.m1 !== undefined ||
        groups.m2 !== undefined ||
        (groups.min1 !== undefined && groups.min2 !== undefined);
      const h1 = Number(groups.h1);
      const h2 = Number(groups.h2);
      const worded = groups.lead !== undefined;
      const spoken = /(?:^|\s)at $/.test(before) || afterDay.test(before);
      if (!clocked && !(worded && closes(after)) && !(spoken && closes(after))) return null;
      // "from 12 to 14 may"
      if (!clocked && new RegExp(`^ (?:of )?${month}(?![\\p{L}])`, 'u').test(after)) return null;
      // "bet at 5 to 1"
      if (!clocked && h2 === 1 && /\b(?:bet|odds|wager|win|won|score|vote)\b/.test(before)) return null;
      if (groups.by === 'and' && groups.lead !== 'between ') return null;
      if (
        /^ (?:people|days|weeks|hours|minutes|dollars|miles|years|percent|pages|reps|times|items|months)/.test(
          after,
        )
      )
        return null;
      if (h1 > 24 || h2 > 24) return null;
      const end = hour(h2, groups.m2) * 60 + Number(groups.min2 ?? 0);
      let start =
        hour(h1, groups.m1 ?? (h1 <= h2 && h1 !== 12 ? groups.m2 : undefined)) * 60 +
        Number(groups.min1 ?? 0);
      if (groups.m1 === undefined && groups.m2?.startsWith('p') === true && h1 > h2 && h1 !== 12)
        start = h1 * 60 + Number(groups.min1 ?? 0);
      const sure = groups.m1 !== undefined || groups.m2 !== undefined;
      return { kind: 'time', minute: start % 1440, sure, until: end % 1440 };
    },
  },
];

function hour(h: number, meridiem: string | undefined): number {
  if (meridiem === undefined) return likelyHour(h);
  return (h % 12) + (meridiem.startsWith('p') ? 12 : 0);
}
