import { describe, expect, it } from 'vitest';
import { exampleRun } from './example-run.ts';
import { renderJunitReport } from './junit-report.ts';

describe('JUnit report', () => {
  const xml = renderJunitReport(exampleRun());

  it('counts failures, errors and skipped apart', () => {
    expect(xml).toContain(
      '<testsuites name="tengate" tests="4" failures="1" errors="1" skipped="1" time="83.400">',
    );
  });

  it('has one test case per gate, with its verdict', () => {
    expect(xml.match(/<testcase [^>]*name="Gate \d: [^"]*"/g)).toHaveLength(4);
    expect(xml).toMatch(
      /Gate 2: Kubernetes deploy" time="1\.250">\n *<failure message="1 Warning event" type="failed">/,
    );
    expect(xml).toMatch(
      /Gate 3: Pod health" time="1\.250">\n *<error message="The watch broke off\." type="unknown">/,
    );
    expect(xml).toMatch(/Gate 4: Service access" time="1\.250">\n *<skipped message="Not asked for\."\/>/);
  });

  it('escapes what XML keeps for itself', () => {
    expect(xml).toContain('The image &lt;todo:9&gt; &quot;cannot&quot; be pulled &amp; is not in the store.');
  });

  it('stays well formed whatever the texts hold', () => {
    const nasty = `]]> & <a b="c"> ${String.fromCharCode(0, 27, 0xd800)} 日本 😀\r\n'`;
    const run = exampleRun();
    const text = renderJunitReport({
      ...run,
      application: nasty,
      gates: run.gates.map((gate) => ({
        ...gate,
        title: nasty,
        summary: nasty,
        measurements: [{ name: nasty, value: nasty }],
        findings: [{ code: nasty, subject: nasty, what: nasty, todo: nasty }],
      })),
    });
    expect(elementsOf(text).filter((name) => name === 'testcase')).toHaveLength(4);
  });

  it('is an error, not an empty success, when no gate was measured', () => {
    const empty = renderJunitReport({ ...exampleRun(), gates: [], verdict: 'unknown' });
    expect(empty).toContain('tests="1" failures="0" errors="1" skipped="0"');
    expect(elementsOf(empty)).toContain('error');
  });
});

/** A strict reader of the XML subset the report uses; throws where it is not well formed. */
function elementsOf(xml: string): string[] {
  const names: string[] = [];
  const open: string[] = [];
  const rest = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  const token = /<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  let end = 0;
  for (let match = token.exec(rest); match !== null; match = token.exec(rest)) {
    end = token.lastIndex;
    const [, closing, name, attributes, selfClosing, text] = match;
    for (const part of [attributes, text]) {
      if (/&(?!(?:amp|lt|gt|quot|#10|#9);)/.test(part ?? '')) throw new Error(`bare & in ${part}`);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids
      if (/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\]\]>/.test(part ?? ''))
        throw new Error('forbidden character');
    }
    if (name === undefined) continue;
    if (closing === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    names.push(name);
    if (selfClosing !== '/') open.push(name);
  }
  if (end !== rest.length || open.length > 0) throw new Error(`not well formed at ${end} of ${rest.length}`);
  return names;
}
