/** Lays out rows in columns, by what the terminal shows of a text rather than by its length. */

import stringWidth from 'string-width';

export type Column = {
  readonly title: string;
  /** The one column that takes what width is left, and wraps. */
  readonly wraps?: boolean;
  /** Colours a cell once it is laid out. */
  readonly paint?: (text: string, cell: string) => string;
};

const gap = 2;
/** A wrapping column keeps this width even where the terminal is narrower. */
const leastWrapWidth = 20;

/**
 * @param options.width columns of the terminal
 * @param options.indent spaces before every line
 */
export function renderTable(options: {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly width: number;
  readonly indent?: number;
  readonly paintTitle?: (text: string) => string;
  /** Colours a whole line of the row with this index, once it is laid out. */
  readonly paintLine?: (line: string, row: number) => string;
}): string[] {
  const {
    columns,
    rows,
    width,
    indent = 2,
    paintTitle = (text) => text,
    paintLine = (text) => text,
  } = options;
  const titled = columns.some(({ title }) => title !== '');
  const natural = columns.map(({ title }, index) =>
    Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[index] ?? ''))),
  );
  const fixed = columns.reduce(
    (sum, { wraps }, index) => sum + (wraps ? 0 : (natural[index] ?? 0)) + gap,
    indent - gap,
  );
  const widths = columns.map(({ wraps }, index) =>
    wraps ? Math.min(natural[index] ?? 0, Math.max(leastWrapWidth, width - fixed)) : (natural[index] ?? 0),
  );
  const title = titled
    ? [
        line(
          columns.map(({ title: text }, index) => paintTitle(pad(text, widths[index] ?? 0))),
          indent,
        ),
      ]
    : [];
  return [
    ...title,
    ...rows.flatMap((row, index) =>
      renderRow({ row, columns, widths, indent }).map((text) => paintLine(text, index)),
    ),
  ];
}

/** The text in lines of at most `width` columns, broken between words where possible. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let current = '';
    for (const word of paragraph.split(' ').flatMap((long) => breakWord(long, width))) {
      const joined = current === '' ? word : `${current} ${word}`;
      if (stringWidth(joined) <= width) current = joined;
      else {
        lines.push(current);
        current = word;
      }
    }
    lines.push(current);
  }
  return lines;
}

function breakWord(word: string, width: number): string[] {
  const parts: string[] = [];
  let current = '';
  for (const { segment } of new Intl.Segmenter().segment(word)) {
    if (current !== '' && stringWidth(current + segment) > width) {
      parts.push(current);
      current = '';
    }
    current += segment;
  }
  return [...parts, current];
}

function renderRow(options: {
  readonly row: readonly string[];
  readonly columns: readonly Column[];
  readonly widths: readonly number[];
  readonly indent: number;
}): string[] {
  const { row, columns, widths, indent } = options;
  const cells = columns.map(({ wraps }, index) =>
    wraps ? wrap(row[index] ?? '', widths[index] ?? 0) : [row[index] ?? ''],
  );
  const height = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, at) =>
    line(
      columns.map(({ paint }, index) => {
        const text = pad(cells[index]?.[at] ?? '', widths[index] ?? 0);
        return paint === undefined ? text : paint(text, row[index] ?? '');
      }),
      indent,
    ),
  );
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

function line(cells: readonly string[], indent: number): string {
  return (' '.repeat(indent) + cells.join(' '.repeat(gap))).trimEnd();
}
