import { expect, it } from 'vitest';
import { createLog } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  write(createLog({ level: 'info', base: { service: 'api' }, destination }));
  return lines.map((line) => JSON.parse(line));
}

it('writes one JSON line per event, with time, level and origin', () => {
  const [line] = logged((log) => log.info({ port: 1 }, 'listening'));
  expect(line).toMatchObject({ level: 'info', service: 'api', port: 1, msg: 'listening' });
  expect(String(line?.time)).toMatch(/^\d{4}-.*Z$/);
});

it('writes of an error what it says and where it came from, and nothing that a driver hung on it', () => {
  const cause = Object.assign(new Error('refused'), {
    code: 'ECONNREFUSED',
    client: { password: 'hunter2' },
  });
  const lines = logged((log) => log.error({ err: new Error('lost', { cause }) }, 'failed'));
  expect(lines[0]).toMatchObject({
    err: { message: 'lost', cause: { message: 'refused', code: 'ECONNREFUSED' } },
  });
  expect(JSON.stringify(lines)).not.toContain('hunter2');
});
