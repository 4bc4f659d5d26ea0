/** Owns the configuration of the web server: read once, at start, from the environment; never baked into the build. */

export type Config = {
  /** `null`: every address of this machine, IPv6 and IPv4. */
  readonly host: string | null;
  readonly port: number;
  /** Where `/api` is passed on to: an origin, `http://127.0.0.1:7860`. */
  readonly backend: URL;
  /** Who answers, for the header X-Served-By and the log: the pod's name. */
  readonly instance: string;
  /** How long requests are still taken after SIGTERM while clients learn to go elsewhere. */
  readonly drainMs: number;
  /** How long requests in flight may take after that before they are cut. */
  readonly shutdownTimeoutMs: number;
};

export type ConfigOutcome =
  | { readonly ok: true; readonly config: Config }
  /** One line per problem, naming the variable. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** The names of all variables that are read. */
export const variables = [
  'HOST',
  'PORT',
  'BACKEND_URL',
  'HOSTNAME',
  'DRAIN_MS',
  'SHUTDOWN_TIMEOUT_MS',
] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Written out by hand: Zod would be the only package that the running server needs beside Next.
 *
 * @param options.env      the environment
 * @param options.hostname the machine's name, for where HOSTNAME is not set
 */
export function readConfig(options: { readonly env: Environment; readonly hostname: string }): ConfigOutcome {
  const { env } = options;
  const problems: string[] = [];

  const integer = (name: (typeof variables)[number], bounds: { default: number; max: number }): number => {
    const text = env[name];
    if (text === undefined) return bounds.default;
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value <= bounds.max) return value;
    problems.push(`${name} must be a whole number from 0 to ${bounds.max}, but is "${text}"`);
    return bounds.default;
  };

  const backend = parseOrigin(env.BACKEND_URL ?? 'http://127.0.0.1:7860');
  if (backend === null) {
    problems.push('BACKEND_URL must be the origin of the API, like http://127.0.0.1:7860 (value not shown)');
  }
  if (env.HOST === '') problems.push('HOST is set but empty');
  const numbers = {
    port: integer('PORT', { default: 3000, max: 65_535 }),
    drainMs: integer('DRAIN_MS', { default: 7000, max: 3_600_000 }),
    shutdownTimeoutMs: integer('SHUTDOWN_TIMEOUT_MS', { default: 10_000, max: 3_600_000 }),
  };

  if (backend === null || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    config: { host: env.HOST ?? null, backend, instance: env.HOSTNAME || options.hostname, ...numbers },
  };
}

/** An http or https origin and nothing else: a path or credentials in it would be silently lost. */
function parseOrigin(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isOrigin = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  return isOrigin && url.password === '' && /^https?:$/.test(url.protocol) ? url : null;
}
