/** Whether an official host can be reached, asked once per host and run. */

import { type Fetch, openAddress } from './download.ts';

/** An official host that has not answered by then counts as out of reach. */
const usualWithinMs = 3_000;

export type HostReach = { readonly reachable: true } | { readonly reachable: false; readonly why: string };
export type ReachHost = (address: string) => Promise<HostReach>;

/**
 * @param withinMs how long a host may take to answer
 * @returns a function that asks by opening the address given first for a host; later ones get the same answer
 */
export function createReachHost(fetch: Fetch, withinMs = usualWithinMs): ReachHost {
  const answers = new Map<string, Promise<HostReach>>();
  return async (address) => {
    const { host } = new URL(address);
    let answer = answers.get(host);
    if (answer === undefined) {
      answer = ask(address, fetch, withinMs);
      answers.set(host, answer);
    }
    return await answer;
  };
}

async function ask(address: string, fetch: Fetch, answerWithinMs: number): Promise<HostReach> {
  const opened = await openAddress({ address, fetch, answerWithinMs });
  if (opened.status === 'unreachable') return { reachable: false, why: opened.why };
  if (opened.status === 'open') opened.body.destroy();
  return { reachable: true };
}
