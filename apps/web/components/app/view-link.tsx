import type { MouseEvent, ReactNode } from 'react';
import { goTo } from '../../lib/place.ts';
import { addressOf, type View } from '../../lib/views.ts';

/** A real link to a view; a plain click goes there without loading a page. */
export function ViewLink(props: {
  readonly view: View;
  readonly isCurrent: boolean;
  readonly className: string;
  readonly children: ReactNode;
}) {
  const { view, isCurrent, className, children } = props;
  const address = addressOf(view);
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    goTo(address);
  };
  return (
    <a href={address} onClick={follow} aria-current={isCurrent ? 'page' : undefined} className={className}>
      {children}
    </a>
  );
}
