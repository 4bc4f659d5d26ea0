import { type RefObject, useEffect, useState } from 'react';
import { addressWith, goTo } from '../../lib/place.ts';
import { SearchIcon } from '../icons.tsx';

/** The words to search for; the address follows, so that a search can be kept. */
export function SearchField({
  field,
  words,
}: {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly words: string;
}) {
  const [text, setText] = useState(words);
  const [shown, setShown] = useState(words);
  // The address changed by other means than this field: the back button, the palette.
  if (words !== shown) {
    setShown(words);
    if (words !== text.trim()) setText(words);
  }
  useEffect(() => field.current?.focus(), [field]);
  return (
    <search className="relative mt-6 block">
      <SearchIcon className="pointer-events-none absolute top-4 left-4 size-5 text-muted" />
      <input
        dir="auto"
        ref={field}
        type="search"
        aria-label="Search"
        autoComplete="off"
        placeholder="Words in titles, notes, steps"
        value={text}
        maxLength={200}
        onChange={({ currentTarget: { value } }) => {
          setText(value);
          goTo(addressWith({ q: value.trim() || null, task: null }), { replace: true });
        }}
        className="h-13 w-full rounded-2xl border border-line bg-surface pr-4 pl-12 text-base shadow-lifted outline-none placeholder:text-muted focus:border-accent focus:ring-4 focus:ring-accent-soft"
      />
    </search>
  );
}
