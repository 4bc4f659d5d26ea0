import { describe, expect, it } from 'vitest';
import { exampleProof } from './example-proof.ts';
import { exampleRun } from './example-run.ts';
import { renderHtmlReport } from './html-report.ts';

describe('page of a run', () => {
  const page = renderHtmlReport(exampleProof());

  it('begins with what came out', () => {
    expect(page).toContain('<h1>All 8 gates passed</h1>');
    expect(renderHtmlReport(exampleRun())).toContain(
      '<h1>1 of 3 gates failed, 1 of 3 gates could not be measured</h1>',
    );
  });

  it('never says passed of a run that measured no gate', () => {
    const empty = renderHtmlReport({ ...exampleRun(), gates: [], verdict: 'unknown' });
    const [, body = ''] = empty.split('<body>');
    expect(body).toContain('<h1>No gate was measured</h1>');
    expect(body.replace('A verdict is passed only for what was measured.', '')).not.toMatch(/passed/i);
  });

  it('has every number of the record', () => {
    for (const { name, value } of exampleProof().gates.flatMap(({ measurements }) => measurements)) {
      expect(page).toContain(String(value));
      expect(page).toContain(name.slice(name.indexOf(': ') + 1).trim());
    }
  });

  it('needs no network and no script', () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|\son[a-z]+="/i);
    expect(page).toContain("default-src 'none'");
  });

  it('is the same text for the same record', () => {
    expect(renderHtmlReport(exampleProof())).toBe(page);
  });

  it('draws no number that is not one', () => {
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('escapes every text of a record', () => {
    const nasty = `</style><script>alert(1)</script>"'&${String.fromCharCode(0, 0xd800)}`;
    const text = renderHtmlReport(replaceTexts(exampleProof(), nasty));
    expect(text).not.toContain('<script');
    expect(text.match(/<\/style>/g)).toHaveLength(1);
    expect(text.isWellFormed()).toBe(true);
    expect(text).not.toContain(String.fromCharCode(0));
  });
});

/** Every text of a value replaced, but those that only a few words are allowed for. */
function replaceTexts<Value>(value: Value, by: string, key = ''): Value {
  if (['verdict', 'kind', 'outcome', 'unit'].includes(key)) return value;
  if (typeof value === 'string') return by as Value;
  if (Array.isArray(value)) return value.map((part) => replaceTexts(part, by)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, replaceTexts(part, by, name)]),
  ) as Value;
}
