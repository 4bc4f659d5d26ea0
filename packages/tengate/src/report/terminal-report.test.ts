import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { exampleRun } from './example-run.ts';
import { renderTerminalReport } from './terminal-report.ts';

const options = {
  colours: false,
  width: 100,
  recordPath: '/state/run.json',
  next: [{ what: 'Stop', command: 'npm stop' }],
};

describe('terminal report', () => {
  it('shows the gates, what was found, where to look and what now', () => {
    expect(renderTerminalReport(exampleRun(), options)).toMatchInlineSnapshot(`
      "
        Gate                     Verdict  Time   What was measured
           1  Container build    PASSED   1.3 s  2 images built, healthy, non-root, no secret in 14 layers
           2  Kubernetes deploy  FAILED   1.3 s  1 Warning event
           3  Pod health         UNKNOWN  1.3 s  The watch broke off.
           4  Service access     SKIPPED         Not asked for.

        Gate 2: Kubernetes deploy
          Warning events  1 (bound: 0, failed)
          image-not-found  Pod/hackathon-dev/todo-chatbot-api-1
            The image <todo:9> "cannot" be pulled & is not in the store.
            To do: Build it with: tengate build

        FAILED  1 passed, 1 failed, 1 unknown, 1 skipped; 1 min 23 s in all

        Open web  http://127.0.0.1:30080/
        Report    /state/run.json
        Stop      npm stop
      "
    `);
  });

  it('puts what was measured under its gate where there is no room beside it', () => {
    const lines = renderTerminalReport(exampleRun(), { ...options, width: 50 }).split('\n');
    expect(lines.slice(1, 6)).toEqual([
      '  Gate                     Verdict  Time',
      '     1  Container build    PASSED   1.3 s',
      '        2 images built, healthy, non-root, no',
      '        secret in 14 layers',
      '     2  Kubernetes deploy  FAILED   1.3 s',
    ]);
  });

  it('lists every measurement when details are asked for', () => {
    const text = renderTerminalReport(exampleRun(), { ...options, details: true });
    expect(text).toContain('todo-chatbot-api size  48.2 MB (bound: < 500 MB, passed)');
    expect(text).toContain('todo-chatbot-api user  1000');
  });

  it('never says passed of a run that measured no gate', () => {
    const text = renderTerminalReport({ ...exampleRun(), gates: [], verdict: 'unknown' }, options);
    expect(text).toContain('No gate was measured.');
    expect(text).toContain('UNKNOWN');
    expect(text).not.toMatch(/passed/i);
  });

  it('keeps to the width of the terminal, but for addresses and paths, which must stay whole', () => {
    const run = { ...exampleRun(), addresses: [] };
    const lines = renderTerminalReport(run, { ...options, width: 70, next: [], recordPath: null }).split(
      '\n',
    );
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(70);
  });

  it('uses colours only when asked', () => {
    const control = String.fromCharCode(27);
    expect(renderTerminalReport(exampleRun(), options)).not.toContain(control);
    expect(renderTerminalReport(exampleRun(), { ...options, colours: true })).toContain(control);
  });
});
