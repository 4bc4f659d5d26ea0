/** Reads `docker build --progress=plain`, the one form that every Docker with BuildKit prints. */

export type PlainBuildProgress = {
  take(line: string): void;
  /** `[build 4/7] RUN npm ci`, or `null` before the first step. */
  detail(): string | null;
  /** The step that failed, with its last output. */
  failed(): { readonly name: string; readonly error: string; readonly log: readonly string[] } | null;
  messages(): readonly string[];
};

type Step = { name: string; error: string | null; log: string[] };

const keptLogLines = 40;
const keptMessages = 200;

export function createPlainBuildProgress(): PlainBuildProgress {
  const steps = new Map<string, Step>();
  const messages: string[] = [];
  let current: Step | null = null;

  return {
    take: (line) => {
      const [, number, text = ''] = /^#(\d+) (.*)$/.exec(line) ?? [];
      if (number === undefined) {
        if (line.trim() !== '') messages.push(line);
        if (messages.length > keptMessages) messages.shift();
        return;
      }
      const step = steps.get(number);
      if (step === undefined) {
        const begun = { name: text, error: null, log: [] };
        steps.set(number, begun);
        if (!text.startsWith('[internal]')) current = begun;
        return;
      }
      const error = /^ERROR:? (.*)$/.exec(text)?.[1];
      const output = /^\d+\.\d+ (.*)$/.exec(text)?.[1];
      if (error !== undefined) step.error = error;
      else if (output !== undefined) step.log = [...step.log, output].slice(-keptLogLines);
    },
    detail: () => (current === null ? null : current.name.replace(/ --mount=\S+/g, '').slice(0, 80)),
    failed: () => {
      for (const { name, error, log } of steps.values()) {
        if (error !== null && !/CANCELED|context canceled/i.test(error)) return { name, error, log };
      }
      return null;
    },
    messages: () => messages,
  };
}
