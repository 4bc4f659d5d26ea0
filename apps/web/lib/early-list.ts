/**
 * Owns the head start of the first list: the page's own script asks for it while React is still being loaded, which on a phone
 * saves most of a second; the API client then takes that answer instead of asking again. The page itself stays prerendered:
 * only the browser knows the person's time zone (see `time-zone.ts`), hence the day that is today.
 */

import { zoneHereExpression } from './clocks.ts';
import { zoneKey } from './time-zone.ts';
import { noFilter, queryOf, type View } from './views.ts';

/** Tasks that are asked for at once. */
export const pageSize = 100;

/** One request that is on its way. */
export type EarlyRequest = {
  readonly path: string;
  readonly answer: Promise<Response>;
  readonly abort: (reason: unknown) => void;
};

declare global {
  var earlyList: EarlyRequest | undefined;
}

/** What stands for the person's time zone and day until they are known; neither is changed by URL encoding. */
const zoneMark = '--zone--';
const dayMark = '--day--';

/**
 * The script for a page, or `null` where the address alone says what is asked for.
 *
 * @param view what the page shows
 */
export function earlyListScript(view: View): string | null {
  if (view.kind === 'project' || view.kind === 'label' || view.kind === 'search') return null;
  const query = queryOf(view, { sort: 'newest', filter: noFilter, timeZone: zoneMark, today: dayMark });
  const path = JSON.stringify(listPath({ ...query, limit: pageSize }));
  // A sort or a filter in the address asks for another list. The day by the clock's own numbers where they are the person's.
  return `try{if(!/[?&](sort|priority|status)=/.test(location.search)){let t=new Date,n=v=>(v<10?'0':'')+v,b=${zoneHereExpression},z=b;try{z=localStorage.getItem('${zoneKey}')||b}catch{}let d=z===b?t.getFullYear()+'-'+n(t.getMonth()+1)+'-'+n(t.getDate()):globalThis.Temporal?Temporal.Now.plainDateISO(z).toString():Intl.DateTimeFormat('en-CA',{timeZone:z,year:'numeric',month:'2-digit',day:'2-digit'}).format(t),p=${path}.replace('${zoneMark}',encodeURIComponent(z)).replace('${dayMark}',d),c=new AbortController,a=fetch(p,{signal:c.signal,headers:{accept:'application/json','x-client':'web'}});a.catch(()=>{});earlyList={path:p,answer:a,abort:r=>c.abort(r)}}}catch{}`;
}

/** The address of a list at the API. */
export const listPath = (query: object): string => `/api/tasks?${parameters(query)}`;

/** `a=1&b=x` of what is stated. */
export function parameters(query: object): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(pairs).toString();
}

/**
 * A `fetch` that gives the early answer to the first request for the same thing. Any other first list means that the person
 * has gone elsewhere: then nobody waits for it any more.
 */
export function withEarlyList(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => {
    const early = globalThis.earlyList;
    const isList = typeof input === 'string' && input.startsWith('/api/tasks?');
    if (early === undefined || !isList || (init?.method ?? 'GET') !== 'GET') return fetch(input, init);
    globalThis.earlyList = undefined;
    if (early.path !== input) {
      early.abort(new DOMException('Not needed', 'AbortError'));
      return fetch(input, init);
    }
    const { signal } = init ?? {};
    if (signal?.aborted) early.abort(signal.reason);
    else signal?.addEventListener('abort', () => early.abort(signal.reason), { once: true });
    return early.answer;
  };
}
