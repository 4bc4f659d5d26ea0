/** Owns the configuration: read once from the environment, every problem reported together. */

import { z } from 'zod';
import {
  type AssistantConfiguration,
  assistantProviders,
} from './language-models/assistant-configuration.ts';
import { type LogLevel, logLevels } from './log.ts';

export type Config = {
  /** `null`: every address of this machine. */
  readonly host: string | null;
  readonly port: number;
  readonly logLevel: LogLevel;
  /** Who answers, for the header X-Served-By and the log: the pod's name. */
  readonly instance: string;
  /** Names of the release's configuration and of the image, for health to report: an upgrade is seen to have arrived. */
  readonly labels: { readonly release: string | null; readonly build: string | null };
  readonly bodyLimitBytes: number;
  /** How long requests are still taken after SIGTERM while clients learn to go elsewhere. */
  readonly drainMs: number;
  /**
   * Whether readiness stays with the database while draining. For Kubernetes, where deletion has taken the pod out of the
   * endpoints already and a readiness that turns off would only raise a Warning event (the kubelet goes on probing).
   */
  readonly readyWhileDraining: boolean;
  /** How long requests in flight may take after that before they are cut. */
  readonly shutdownTimeoutMs: number;
  /** How long a start waits for a database that cannot be reached yet. */
  readonly startupTimeoutMs: number;
  readonly auth: {
    /** False: one account for everyone who reaches the service. */
    readonly required: boolean;
    /** Attempts to sign in at one account from one address within 15 minutes. */
    readonly signInAttempts: number;
    /** Requests of one account, where accounts are required. */
    readonly requestsPerMinute: number;
    /** Proxies of our own that add to X-Forwarded-For. */
    readonly trustedProxies: number;
  };
  /** Where traces go: the address of an OTLP receiver, without `/v1/traces`; `null` for nowhere. */
  readonly tracing: { readonly endpoint: string } | null;
  /** Who answers in the chat. */
  readonly assistant: AssistantConfiguration;
  /** Names under which MCP clients reach the service, beside this machine's own; against DNS rebinding. */
  readonly mcp: { readonly allowedHosts: readonly string[]; readonly allowedOrigins: readonly string[] };
  readonly database:
    | {
        readonly kind: 'postgres';
        readonly url: string;
        readonly maxConnections: number;
        readonly connectTimeoutMs: number;
        readonly queryTimeoutMs: number;
      }
    | { readonly kind: 'pglite'; readonly dataDirectory: string };
};

const integer = (bounds: { min: number; max: number; default: number; unit?: string }) => {
  const range = `from ${bounds.min} to ${bounds.max}${bounds.unit === undefined ? '' : ` ${bounds.unit}`}`;
  return z
    .string()
    .regex(/^\d+$/, `must be a whole number ${range}`)
    .transform(Number)
    .refine((value) => value >= bounds.min && value <= bounds.max, `must be ${range}`)
    .default(bounds.default);
};

const label = z
  .string()
  .regex(/^[\w.-]{0,63}$/, 'must have at most 63 letters, digits, dots, hyphens and underscores')
  .optional();

const milliseconds = (value: number, min = 0) =>
  integer({ min, max: 3_600_000, default: value, unit: 'milliseconds' });

/** Separated by commas. */
const names = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  );

/** Every variable that the API reads, with its default. */
const environment = z.object({
  HOST: z.string().min(1, 'is set but empty').optional(),
  PORT: integer({ min: 0, max: 65_535, default: 7860 }),
  LOG_LEVEL: z.enum(logLevels, `must be one of: ${logLevels.join(', ')}`).default('info'),
  HOSTNAME: z.string().optional(),
  RELEASE_LABEL: label,
  BUILD_LABEL: label,
  BODY_LIMIT_BYTES: integer({ min: 1024, max: 10_485_760, default: 131_072, unit: 'bytes' }),
  DRAIN_MS: milliseconds(3000),
  READY_WHILE_DRAINING: z.enum(['true', 'false'], 'must be true or false').default('false'),
  SHUTDOWN_TIMEOUT_MS: milliseconds(10_000),
  AUTH: z.enum(['on', 'off'], 'must be on or off').default('off'),
  SIGN_IN_ATTEMPTS: integer({ min: 1, max: 1000, default: 10, unit: 'attempts' }),
  RATE_LIMIT_PER_MINUTE: integer({ min: 1, max: 1_000_000, default: 1200, unit: 'requests' }),
  TRUSTED_PROXIES: integer({ min: 0, max: 10, default: 1, unit: 'proxies' }),
  ASSISTANT_PROVIDER: z
    .enum(assistantProviders, `must be one of: ${assistantProviders.join(', ')}`)
    .default('built-in'),
  ASSISTANT_MODEL: z.string().min(1, 'is set but empty').optional(),
  ASSISTANT_BASE_URL: z.string().refine(isHttpUrl, 'must be an http or https URL').optional(),
  ASSISTANT_API_KEY: z.string().min(1, 'is set but empty').optional(),
  ASSISTANT_TIMEOUT_MS: milliseconds(30_000, 1),
  MCP_ALLOWED_HOSTS: names,
  MCP_ALLOWED_ORIGINS: names,
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    // OpenTelemetry's rule: an empty one is none.
    .refine((text) => text === '' || isHttpUrl(text), 'must be an http or https URL')
    .optional(),
  DATABASE_URL: z
    .string()
    .refine(
      isPostgresUrl,
      'must be a URL like postgresql://user:password@host:5432/database (value not shown)',
    )
    .optional(),
  DATABASE_POOL_MAX: integer({ min: 1, max: 1000, default: 10, unit: 'connections' }),
  DATABASE_CONNECT_TIMEOUT_MS: milliseconds(5000, 1),
  DATABASE_QUERY_TIMEOUT_MS: milliseconds(10_000, 1),
  DATABASE_STARTUP_TIMEOUT_MS: milliseconds(120_000, 1),
  PGLITE_DATA_DIR: z.string().min(1, 'is set but empty').default('.data/pglite'),
});

/** The names of all variables that are read. */
export const variables: readonly string[] = Object.keys(environment.shape);

export type ConfigOutcome =
  | { readonly ok: true; readonly config: Config }
  /** One line per problem, naming the variable. */
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * @param options.env      the environment
 * @param options.hostname the machine's name, for where HOSTNAME is not set
 */
export function readConfig(options: {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly hostname: string;
}): ConfigOutcome {
  const parsed = environment.safeParse(options.env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    return { ok: false, problems };
  }
  const values = parsed.data;
  const assistant = readAssistant(values);
  if ('problems' in assistant) return { ok: false, problems: assistant.problems };
  return {
    ok: true,
    config: {
      host: values.HOST ?? null,
      port: values.PORT,
      logLevel: values.LOG_LEVEL,
      instance: values.HOSTNAME || options.hostname,
      labels: { release: values.RELEASE_LABEL || null, build: values.BUILD_LABEL || null },
      bodyLimitBytes: values.BODY_LIMIT_BYTES,
      drainMs: values.DRAIN_MS,
      readyWhileDraining: values.READY_WHILE_DRAINING === 'true',
      shutdownTimeoutMs: values.SHUTDOWN_TIMEOUT_MS,
      startupTimeoutMs: values.DATABASE_STARTUP_TIMEOUT_MS,
      auth: {
        required: values.AUTH === 'on',
        signInAttempts: values.SIGN_IN_ATTEMPTS,
        requestsPerMinute: values.RATE_LIMIT_PER_MINUTE,
        trustedProxies: values.TRUSTED_PROXIES,
      },
      tracing: values.OTEL_EXPORTER_OTLP_ENDPOINT ? { endpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT } : null,
      assistant: assistant.configuration,
      mcp: { allowedHosts: values.MCP_ALLOWED_HOSTS, allowedOrigins: values.MCP_ALLOWED_ORIGINS },
      database:
        values.DATABASE_URL === undefined
          ? { kind: 'pglite', dataDirectory: values.PGLITE_DATA_DIR }
          : {
              kind: 'postgres',
              url: values.DATABASE_URL,
              maxConnections: values.DATABASE_POOL_MAX,
              connectTimeoutMs: values.DATABASE_CONNECT_TIMEOUT_MS,
              queryTimeoutMs: values.DATABASE_QUERY_TIMEOUT_MS,
            },
    },
  };
}

function readAssistant(
  values: z.output<typeof environment>,
): { readonly configuration: AssistantConfiguration } | { readonly problems: readonly string[] } {
  const { ASSISTANT_PROVIDER: provider, ASSISTANT_MODEL: model, ASSISTANT_BASE_URL: baseUrl } = values;
  if (provider === 'built-in') return { configuration: { provider } };
  const problems = [
    ...(model === undefined ? [`ASSISTANT_MODEL must name the model of ${provider}`] : []),
    ...(provider === 'openai-compatible' && baseUrl === undefined
      ? ['ASSISTANT_BASE_URL must be the address of the API, with its /v1']
      : []),
    ...((provider === 'anthropic' || provider === 'google') && values.ASSISTANT_API_KEY === undefined
      ? [`ASSISTANT_API_KEY must be the key for ${provider}`]
      : []),
  ];
  if (problems.length > 0 || model === undefined) return { problems };
  return {
    configuration: {
      provider,
      model,
      baseUrl: baseUrl ?? null,
      apiKey: values.ASSISTANT_API_KEY ?? null,
      timeoutMs: values.ASSISTANT_TIMEOUT_MS,
    },
  };
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

function isPostgresUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, searchParams } = new URL(text);
  // Without a host in its place there may be a socket's folder: postgresql:///tasks?host=/run/postgresql
  return ['postgres:', 'postgresql:'].includes(protocol) && (hostname !== '' || searchParams.has('host'));
}
