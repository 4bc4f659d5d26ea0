/** Reads `buildctl build --progress=rawjson`: which step of the Dockerfile runs, what it said, which one failed. */

import { z } from 'zod';

const statusSchema = z.object({
  vertexes: z
    .array(
      z.object({
        digest: z.string(),
        name: z.string(),
        started: z.string().nullish(),
        completed: z.string().nullish(),
        cached: z.boolean().nullish(),
        error: z.string().nullish(),
      }),
    )
    .nullish(),
  logs: z.array(z.object({ vertex: z.string(), data: z.string() })).nullish(),
});

export type BuildStep = {
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'done' | 'cached' | 'failed';
  readonly startedAtMs: number | null;
  readonly error: string | null;
  /** Its last lines of output. */
  readonly log: readonly string[];
};

export type BuildProgress = {
  /** Takes one line of the build's output; lines that are no status are kept as messages. */
  take(line: string): void;
  /** What runs now, for a live view: `[build 4/7] RUN npm ci 12 s`, or `null` between steps. */
  detail(nowMs: number): string | null;
  failed(): BuildStep | null;
  /** What buildctl said besides, its final error among it. */
  messages(): readonly string[];
};

const keptLogLines = 40;
const keptMessages = 200;

export function createBuildProgress(): BuildProgress {
  const steps = new Map<string, BuildStep>();
  const messages: string[] = [];
  const rest = new Map<string, string>();

  const addLog = (digest: string, data: string): void => {
    const step = steps.get(digest);
    if (step === undefined) return;
    const text = (rest.get(digest) ?? '') + Buffer.from(data, 'base64').toString('utf8');
    const lines = text.split(/\r?\n/);
    rest.set(digest, lines.pop() ?? '');
    steps.set(digest, { ...step, log: [...step.log, ...lines].slice(-keptLogLines) });
  };

  return {
    take: (line) => {
      const status = parseStatus(line);
      if (status === null) {
        if (line.trim() !== '') messages.push(line);
        if (messages.length > keptMessages) messages.shift();
        return;
      }
      for (const vertex of status.vertexes ?? []) {
        const before = steps.get(vertex.digest);
        steps.set(vertex.digest, {
          name: vertex.name,
          state: stateOf(vertex),
          startedAtMs: vertex.started ? Date.parse(vertex.started) : null,
          error: vertex.error || null,
          log: before?.log ?? [],
        });
      }
      for (const { vertex, data } of status.logs ?? []) addLog(vertex, data);
    },
    detail: (nowMs) => {
      const running = [...steps.values()].filter((step) => step.state === 'running');
      const step = running.filter(isOfDockerfile).at(-1) ?? running.at(-1);
      if (step === undefined) return null;
      const seconds =
        step.startedAtMs === null ? 0 : Math.max(0, Math.round((nowMs - step.startedAtMs) / 1000));
      return `${shortName(step.name)}${seconds === 0 ? '' : ` ${seconds} s`}`;
    },
    failed: () => {
      const failures = [...steps].filter(([, step]) => step.state === 'failed');
      // The other steps that ran at the time end as cancelled.
      const [digest, step] =
        failures.find(([, { error }]) => error !== null && !/context canceled|^Canceled/i.test(error)) ??
        failures[0] ??
        [];
      if (digest === undefined || step === undefined) return null;
      const unfinished = rest.get(digest) ?? '';
      return unfinished === '' ? step : { ...step, log: [...step.log, unfinished] };
    },
    messages: () => messages,
  };
}

/** `[build 4/7] RUN …` but not `[internal] load …`. */
function isOfDockerfile({ name }: BuildStep): boolean {
  return /^\[(?!internal\])/.test(name);
}

/** One line, without the mounts that a person did not ask for. */
function shortName(name: string): string {
  const line = name.replace(/\s+/g, ' ').replace(/ --mount=\S+/g, '');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function stateOf(vertex: {
  readonly started?: string | null | undefined;
  readonly completed?: string | null | undefined;
  readonly cached?: boolean | null | undefined;
  readonly error?: string | null | undefined;
}): BuildStep['state'] {
  if (vertex.error) return 'failed';
  if (vertex.cached) return 'cached';
  if (vertex.completed) return 'done';
  return vertex.started ? 'running' : 'waiting';
}

function parseStatus(line: string): z.output<typeof statusSchema> | null {
  if (!line.startsWith('{')) return null;
  try {
    const parsed = statusSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // a line of another origin that happens to begin with a brace
  }
}
