/** `npm run --silent understand`: JSON Lines in, JSON Lines out, in order; a bad line is reported and does not stop the rest. */

import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { answer, isTimeZone, question } from './answer.ts';

interface Streams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

const badLines = 65; // EX_DATAERR of sysexits.h
process.exitCode = await main(process);

/** The exit code: 0, or 65 where a line could not be answered. */
async function main({ stdin, stdout, stderr }: Streams): Promise<number> {
  // A reader that stops early (`| head`) is no fault.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  let number = 0;
  let bad = 0;
  const zones = new Map<string, boolean>();
  for await (const line of linesOf(stdin)) {
    number += 1;
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') continue;
    const result = answered(text, zones);
    if ('problem' in result) {
      bad += 1;
      stderr.write(`understand: line ${number}: ${result.problem}\n`);
    } else if (!stdout.write(`${result.json}\n`)) await once(stdout, 'drain');
  }
  if (bad > 0) stderr.write(`understand: ${bad} of ${number} lines could not be read\n`);
  return bad > 0 ? badLines : 0;
}

/** Not `node:readline`, for which U+2028 ends a line too: JSON may hold it as it is. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of input.setEncoding('utf8')) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function answered(line: string, zones: Map<string, boolean>): { json: string } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { problem: 'not JSON' };
  }
  const parsed = question.safeParse(value);
  if (!parsed.success) return { problem: z.prettifyError(parsed.error).replaceAll(/\s*\n\s*/g, ' ') };
  const { timeZone } = parsed.data;
  const known = zones.get(timeZone) ?? isTimeZone(timeZone);
  zones.set(timeZone, known);
  if (!known) return { problem: `${timeZone} is no IANA time zone` };
  return { json: JSON.stringify(answer(parsed.data)) };
}
