/** Owns where the person is in the application: the address alone, so that reload, bookmark and back button keep it. */

import { useMemo, useSyncExternalStore } from 'react';
import { filterOf } from './filter.ts';
import {
  addressOf,
  type ChosenSort,
  type Filter,
  fixedViews,
  noFilter,
  sortOf,
  type View,
  viewOf,
} from './views.ts';

export type Place = {
  readonly view: View;
  readonly sort: ChosenSort;
  readonly filter: Filter;
  /** The task whose details are open. */
  readonly openTask: string | null;
  /** The conversation that is open, {@link newConversation} where nothing has been said in it yet. */
  readonly openChat: string | null;
};

export const newConversation = 'new';

const changed = 'placechange';

/**
 * The same object as long as the address is the same.
 *
 * @param rendered the view that the server has rendered: what the first render in the browser must show as well
 */
export function usePlace(rendered: View): Place {
  const address = useSyncExternalStore(subscribe, readAddress, () => renderedAddress(rendered));
  return useMemo(() => {
    if (address === null)
      return { view: rendered, sort: 'newest', filter: noFilter, openTask: null, openChat: null };
    const { pathname, search } = new URL(address, 'http://any');
    const view = viewOf({ pathname, search });
    return {
      view,
      sort: sortOf(search),
      filter: filterOf(search, view),
      openTask: parameter(search, 'task'),
      openChat: parameter(search, 'chat'),
    };
  }, [address, rendered]);
}

/** Where the browser is at the same address nothing is rendered again; `null` where the page serves many addresses. */
const renderedAddress = (view: View): string | null =>
  fixedViews.some((kind) => kind === view.kind) ? addressOf(view) : null;

/**
 * Goes to an address of this application without asking the server. The conversation beside the list stays while the list
 * becomes another one.
 *
 * @param options.endsChat the conversation is closed
 */
export function goTo(
  address: string,
  options: { readonly replace?: boolean; readonly endsChat?: boolean } = {},
): void {
  const url = new URL(address, window.location.href);
  const chat = parameter(window.location.search, 'chat');
  if (options.endsChat) url.searchParams.delete('chat');
  else if (chat !== null && !url.searchParams.has('chat')) url.searchParams.set('chat', chat);
  const wanted = url.pathname + url.search;
  if (options.replace) window.history.replaceState(null, '', wanted);
  else window.history.pushState(null, '', wanted);
  window.dispatchEvent(new Event(changed));
}

/** The present address with some parameters changed; `null` takes one away. */
export function addressWith(parameters: Readonly<Record<string, string | null>>): string {
  const url = new URL(window.location.href);
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.pathname + url.search;
}

const readAddress = (): string => window.location.pathname + window.location.search;
const parameter = (search: string, name: string): string | null => new URLSearchParams(search).get(name);

function subscribe(notify: () => void): () => void {
  window.addEventListener(changed, notify);
  window.addEventListener('popstate', notify);
  return () => {
    window.removeEventListener(changed, notify);
    window.removeEventListener('popstate', notify);
  };
}
