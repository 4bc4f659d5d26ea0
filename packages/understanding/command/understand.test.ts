import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const command = fileURLToPath(new URL('./understand.ts', import.meta.url));

function run(input: string): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command]);
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      err += chunk;
    });
    child.on('error', reject).on('close', (code) => resolve({ code, out, err }));
    child.stdin.end(input);
  });
}

const line = (id: string, text: string) =>
  JSON.stringify({ id, text, now: '2016-11-07T00:00:00', timeZone: 'UTC' });

const answersOf = (out: string): unknown[] =>
  out
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one));

test('answers each line in order', async () => {
  const { code, out } = await run(
    `${line('a', 'buy milk tomorrow #home')}\n\n${line('b', 'show my tasks')}\n`,
  );
  expect(code).toBe(0);
  expect(answersOf(out)).toEqual([
    { id: 'a', intent: 'add_task', title: 'buy milk', due: '2016-11-08', project: 'home' },
    { id: 'b', intent: 'list_tasks', noDate: true },
  ]);
});

test('reports bad lines by number and answers the others', async () => {
  const { code, out, err } = await run(
    `{oops\n${line('a', 'call mom')}\n{"id":"b"}\n${JSON.stringify({ id: 'c', text: 'x', now: 'soon', timeZone: 'UTC' })}`,
  );
  expect(code).toBe(65);
  expect(out.trim().split('\n')).toHaveLength(1);
  expect(err).toContain('line 1: not JSON');
  expect(err).toContain('line 3:');
  expect(err).toContain('line 4:');
  expect(err).toContain('3 of 4 lines');
});

test('reads a line separator inside a text, and says which time or zone does not exist', async () => {
  const { code, out, err } = await run(
    `${[
      line('a', 'buy milk\u2028tomorrow'),
      JSON.stringify({ id: 'b', text: 'x', now: '2026-02-30T10:00:00', timeZone: 'UTC' }),
      JSON.stringify({ id: 'c', text: 'x', now: '2026-02-28T10:00:00', timeZone: 'Mars/Phobos' }),
      line('d', ''),
    ].join('\r\n')}\r\n`,
  );
  expect(code).toBe(65);
  expect(answersOf(out)).toEqual([
    { id: 'a', intent: 'add_task', title: 'buy milk', due: '2016-11-08' },
    { id: 'd', intent: 'out_of_scope', noDate: true },
  ]);
  expect(err).toContain('line 2: ✖ Must be a date that exists');
  expect(err).toContain('line 3: Mars/Phobos is no IANA time zone');
});
