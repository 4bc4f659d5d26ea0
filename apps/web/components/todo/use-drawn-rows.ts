/** Owns how much of a list is drawn at once. */

import { startTransition, useEffect, useState } from 'react';

/** More than fit into the window of a phone, about as many as fit into that of a desktop. */
const firstRows = 12;

/**
 * How many rows to draw: what fits into a window at first, which a slow phone shows several tenths of a second earlier;
 * then all of them, in a rendering that gives way to whatever the person does.
 */
export function useDrawnRows(): number {
  const [rows, setRows] = useState(firstRows);
  useEffect(() => startTransition(() => setRows(Number.POSITIVE_INFINITY)), []);
  return rows;
}
