/** Looks for secrets in one file or one text, by the rules. Says where, never what. */

import { type ContentRule, contentRules, pathRules, publishedFixtures } from './rules.ts';

export type SecretMatch = {
  readonly code: string;
  readonly what: string;
  readonly path: string;
  /** Line of a text; byte offset in a file that is none. */
  readonly at: string;
  /** Test material of a published package. */
  readonly fixture: boolean;
};

/** How much around an anchor a pattern gets to see: more than any header, body prefix or connection URL needs. */
const windowBytes = { before: 128, after: 1_024 } as const;
/** A file is text when its beginning holds no NUL, as git tells it. */
const textProbeBytes = 8_000;

/** @param path inside the image, without a leading slash */
export function scanFile(path: string, content: Buffer): readonly SecretMatch[] {
  const binary = content.subarray(0, textProbeBytes).includes(0);
  const fixture = publishedFixtures.test(path);
  const byPath = pathRules
    .filter(
      (rule) => rule.path.test(path) && content.length > 0 && rule.content.test(content.toString('latin1')),
    )
    .map(({ code, what }) => ({ code, what, path, at: 'file', fixture }));
  const byContent = contentRules
    .filter((rule) => (rule.inBinaries || !binary) && (rule.path?.test(path) ?? true))
    .flatMap((rule) => {
      const offset = firstMatch(rule, content);
      if (offset === null) return [];
      const at = binary ? `byte ${offset}` : `line ${lineOf(content, offset)}`;
      return [{ code: rule.code, what: rule.what, path, at, fixture }];
    });
  return [...byPath, ...byContent];
}

/** Names that say that the value is secret; a path to a file with the secret is none. */
const secretName = /(?:^|_)(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)$/i;

/**
 * Looks at the image's configuration: variables and the commands of its history.
 *
 * @param where `env` or `history`, as the matches name it
 */
export function scanSettings(where: 'env' | 'history', lines: readonly string[]): readonly SecretMatch[] {
  return lines.flatMap((line, index) => {
    const path = `${where}[${index}]`;
    const byContent = scanFile(path, Buffer.from(line)).map((match) => ({ ...match, at: where }));
    const assigned = [...line.matchAll(/\b([A-Za-z_]\w*)=("[^"]*"|'[^']*'|\S*)/g)].filter(
      ([, name = '', value = '']) => secretName.test(name) && isValue(value),
    );
    return [
      ...byContent,
      ...assigned.map(([, name]) => ({
        code: 'secret-setting',
        what: `a value for ${name}`,
        path,
        at: where,
        fixture: false,
      })),
    ];
  });
}

function isValue(text: string): boolean {
  const value = text.replace(/^(["'])(.*)\1$/, '$2');
  return value !== '' && !value.startsWith('$') && !value.startsWith('/');
}

function firstMatch(rule: ContentRule, content: Buffer): number | null {
  for (const anchor of rule.anchors) {
    for (let at = content.indexOf(anchor); at !== -1; at = content.indexOf(anchor, at + anchor.length)) {
      const from = Math.max(0, at - windowBytes.before);
      const window = content.toString('latin1', from, at + windowBytes.after);
      const match = rule.pattern.exec(window);
      if (match !== null && rule.except?.test(match[0]) !== true) return from + match.index;
    }
  }
  return null;
}

function lineOf(content: Buffer, offset: number): number {
  let line = 1;
  for (let at = content.indexOf(10); at !== -1 && at < offset; at = content.indexOf(10, at + 1)) line += 1;
  return line;
}
