/** Goes a person's path: one request after another, each held against what is expected of it. */

import type { JourneyStep } from '../../model/configuration.ts';
import type { Clock } from '../../ports/clock.ts';
import { exchange, type HttpExchange, shortened } from './http-exchange.ts';
import { jsonPointer } from './json-pointer.ts';

export type StepReport = {
  readonly name: string;
  /** What was not as expected; empty where all was. */
  readonly problems: readonly string[];
  readonly exchange: HttpExchange;
};

/**
 * Ends at the first step that is not as expected: the later ones build on it.
 *
 * @param options.baseUrls name of a configured service → `http://host:port`
 */
export async function goJourney(options: {
  readonly steps: readonly JourneyStep[];
  readonly baseUrls: Readonly<Record<string, string>>;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly onStep: (name: string) => void;
  readonly signal?: AbortSignal | undefined;
}): Promise<readonly StepReport[]> {
  const captured: Record<string, string> = {};
  const reports: StepReport[] = [];
  for (const step of options.steps) {
    options.onStep(step.name);
    const { request } = step;
    const answer = await exchange({
      fetch: options.fetch,
      clock: options.clock,
      method: request.method,
      url: `${options.baseUrls[request.service]}${fillIn(request.path, captured, encodeURIComponent)}`,
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, fillIn(value, captured)]),
      ),
      ...(request.json === undefined ? {} : { json: fillInJson(request.json, captured) }),
      signal: options.signal,
    });
    const body = parsed(answer.body);
    const problems = [...problemsOf(step, answer, body, captured), ...capture(step, body, captured)];
    reports.push({ name: step.name, problems, exchange: shortened(answer) });
    if (problems.length > 0) return reports;
  }
  return reports;
}

function problemsOf(
  { expect }: JourneyStep,
  answer: HttpExchange,
  body: unknown,
  captured: Readonly<Record<string, string>>,
): readonly string[] {
  if (answer.status === null) return [`no answer: ${answer.error}`];
  const problems: string[] = [];
  if (answer.status !== expect.status)
    problems.push(`expected status ${expect.status}, got ${answer.status}`);
  for (const [pointer, wanted] of Object.entries(expect.json)) {
    const value = jsonPointer(body, pointer);
    const expected = fillInJson(wanted, captured);
    if (JSON.stringify(value) !== JSON.stringify(expected))
      problems.push(`expected ${JSON.stringify(expected)} at ${pointer}, got ${JSON.stringify(value)}`);
  }
  const text = expect.contains === undefined ? undefined : fillIn(expect.contains, captured);
  if (text !== undefined && !answer.body.includes(text))
    problems.push(`expected the answer to hold "${text}"`);
  return problems;
}

function capture(step: JourneyStep, body: unknown, captured: Record<string, string>): readonly string[] {
  return Object.entries(step.capture).flatMap(([name, pointer]) => {
    const value = jsonPointer(body, pointer);
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      return [`nothing to keep at ${pointer} as "${name}"`];
    captured[name] = String(value);
    return [];
  });
}

function fillIn(
  text: string,
  captured: Readonly<Record<string, string>>,
  encode: (value: string) => string = String,
): string {
  return text.replaceAll(/\$\{(\w+)\}/g, (all, name: string) =>
    captured[name] === undefined ? all : encode(captured[name]),
  );
}

function fillInJson(value: unknown, captured: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return fillIn(value, captured);
  if (Array.isArray(value)) return value.map((item) => fillInJson(item, captured));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillInJson(item, captured)]));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
