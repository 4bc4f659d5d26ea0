/** Owns what menus beside a button have in common: shown over everything, focused, closed when the focus goes elsewhere. */

import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from 'react';

export const menuSurface = 'inset-auto m-0 rounded-xl border border-line bg-raised p-1 text-ink shadow-xl';
export const menuEntry =
  'flex h-9 w-full items-center gap-2.5 rounded-lg px-2.5 text-left text-sm outline-none hover:bg-sunken focus:bg-sunken max-lg:h-11';

/**
 * @param options.first selector of the entry that has the focus first
 * @param options.place puts the shown menu beside its button; the same function as long as the menu is there
 * @returns `leave` closes it and gives the focus back
 */
export function usePopoverMenu(options: {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly close: () => void;
  readonly first: string;
  readonly place: (menu: HTMLElement, anchor: DOMRect) => void;
}) {
  const { anchor, close, first, place } = options;
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = menu.current;
    const rectangle = anchor.current?.getBoundingClientRect();
    if (element === null || rectangle === undefined) return;
    element.showPopover();
    place(element, rectangle);
    element.querySelector<HTMLElement>(first)?.focus({ preventScroll: true });
  }, [anchor, first, place]);

  const leave = () => {
    anchor.current?.focus();
    close();
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    const next = event.relatedTarget;
    if (next !== anchor.current && !event.currentTarget.contains(next)) close();
  };
  return { menu, leave, onBlur };
}
