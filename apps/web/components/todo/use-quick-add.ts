/** Owns the state of the quick-add line: its text, what was read in it, and what the person dismissed. */

import { useRef, useState } from 'react';
import {
  loadReader,
  moveSpans,
  plainLine,
  type QuickAdd,
  type ReadLine,
  type Span,
} from '../../lib/quick-add.ts';
import { useTaskServices } from './task-services.tsx';

export type QuickAddLine = {
  readonly text: string;
  readonly line: QuickAdd | null;
  readonly setText: (text: string) => void;
  readonly dismiss: (span: Span) => void;
  /** Starts to load what reads the line; called when the person comes near. */
  readonly prepare: () => void;
  /** The line as it is, read; empties it. */
  readonly take: () => Promise<QuickAdd>;
  /** Other lines, read as this one is. */
  readonly readAll: (lines: readonly string[]) => Promise<readonly QuickAdd[]>;
};

export function useQuickAdd(): QuickAddLine {
  const { timeZone } = useTaskServices();
  const [text, setText] = useState('');
  const [ignore, setIgnore] = useState<readonly Span[]>([]);
  const [read, setRead] = useState<ReadLine | null>(null);
  const loading = useRef<Promise<ReadLine | null> | null>(null);

  const prepare = () => {
    // What cannot be loaded (the connection is gone) is asked for again at the next key.
    loading.current ??= loadReader().then(
      (reader) => {
        setRead(() => reader);
        return reader;
      },
      () => {
        loading.current = null;
        return null;
      },
    );
    return loading.current;
  };
  const parse = (reader: ReadLine | null): QuickAdd | null =>
    reader === null || text.trim() === ''
      ? null
      : reader(text, { now: new Date().toISOString(), timeZone, ignore });

  return {
    text,
    line: parse(read),
    setText: (next) => {
      setIgnore(moveSpans(ignore, text, next));
      setText(next);
      void prepare();
    },
    dismiss: ({ start, end }) => setIgnore([...ignore, { start, end }]),
    prepare: () => void prepare(),
    take: async () => {
      setText('');
      setIgnore([]);
      return parse(await prepare()) ?? plainLine(text);
    },
    readAll: async (lines) => {
      const reader = await prepare();
      const options = { now: new Date().toISOString(), timeZone, ignore: [] };
      return lines.map((line) => reader?.(line, options) ?? plainLine(line));
    },
  };
}
