import { describe, expect, it } from 'vitest';
import { createProcessRunner } from './process-runner.ts';

const runner = createProcessRunner({ PATH: process.env.PATH, GREETING: 'from the runner' });
const node = process.execPath;

describe('process runner', () => {
  it('captures both streams and the exit code', async () => {
    const outcome = await runner.run({
      file: node,
      args: ['-e', 'console.log("out"); console.error("err"); process.exit(3)'],
      deadlineMs: 20_000,
    });
    expect(outcome).toMatchObject({ status: 'exited', exitCode: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  it('passes only the environment it was made with, and what the request adds', async () => {
    const outcome = await runner.run({
      file: node,
      args: ['-e', 'console.log(process.env.GREETING, process.env.EXTRA, process.env.HOME)'],
      env: { EXTRA: 'added' },
      deadlineMs: 20_000,
    });
    expect(outcome.stdout).toBe('from the runner added undefined\n');
  });

  it('says that a program does not exist', async () => {
    const outcome = await runner.run({ file: '/no/such/program', args: [], deadlineMs: 20_000 });
    expect(outcome).toMatchObject({ status: 'not-found', exitCode: null });
  });

  it('ends a program at its deadline and says so', async () => {
    const outcome = await runner.run({
      file: node,
      args: ['-e', 'setInterval(() => {}, 1000)'],
      deadlineMs: 300,
    });
    expect(outcome.status).toBe('timed-out');
  });

  it('ends a program when aborted and says so', async () => {
    const controller = new AbortController();
    const running = runner.run({
      file: node,
      args: ['-e', 'console.log("ready"); setInterval(() => {}, 1000)'],
      deadlineMs: 20_000,
      signal: controller.signal,
      onLine: () => controller.abort(),
    });
    expect((await running).status).toBe('cancelled');
  });

  it('hands over every line as it comes', async () => {
    const lines: string[] = [];
    await runner.run({
      file: node,
      args: ['-e', 'console.log("one\\ntwo"); console.error("three")'],
      deadlineMs: 20_000,
      onLine: (line, stream) => lines.push(`${stream}: ${line}`),
    });
    expect(lines.sort()).toEqual(['stderr: three', 'stdout: one', 'stdout: two']);
  });

  it('feeds input to a program that reads it', async () => {
    const outcome = await runner.run({ file: 'cat', args: [], input: 'hello', deadlineMs: 20_000 });
    expect(outcome.stdout).toBe('hello');
  });
});
