/**
 * Whether this is the second click of a double click, or a later one. With the first the row is gone, and the next row has
 * moved under the pointer: nobody meant that one.
 */
export const isRepeatedClick = (event: Event): boolean => event instanceof MouseEvent && event.detail > 1;
