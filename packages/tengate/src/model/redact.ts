/** Takes secrets out of text and of whole records before they are stored or shown. */

export const redacted = '[redacted]';

/**
 * Each rule replaces what it matches by itself with the secret cut out. They name the shapes that leak in practice: a log
 * line with a connection string, an Authorization header in an HTTP exchange, a private key in a describe.
 */
const rules: readonly { readonly pattern: RegExp; readonly replacement: string }[] = [
  {
    pattern: /-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----[\s\S]*?(?:-----END \1-----|$)/g,
    replacement: `${redacted.slice(0, -1)} $1]`,
  },
  // scheme://user:password@host: the password runs to the last @ before the path.
  { pattern: /\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@"']*):[^\s/"'?#]+@/gi, replacement: `$1:${redacted}@` },
  {
    pattern: /\b((?:proxy-)?authorization["']?\s*[:=]\s*["']?)(?:[a-z]+ +)?[^\s"',}[]+/gi,
    replacement: `$1${redacted}`,
  },
  { pattern: /\b(Bearer) +(?=\S*\d)[A-Za-z0-9._~+/=-]{16,}/gi, replacement: `$1 ${redacted}` },
  { pattern: /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*/g, replacement: redacted },
  // Keys that carry their own mark: OpenAI and Anthropic, GitHub, AWS, Google, Slack, npm.
  {
    pattern:
      /\b(?:sk-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|AKIA[A-Z0-9]{16}|AIza[A-Za-z0-9_-]{30,}|xox[abprs]-[A-Za-z0-9-]{10,}|npm_[A-Za-z0-9]{30,})/g,
    replacement: redacted,
  },
  // NAME=value and "name": "value" where the name says that the value is secret.
  {
    pattern:
      /(["']?\b[\w.-]*(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)["']?\s*[:=]\s*)("[^"\n]*"|'[^'\n]*'|[^\s,;&"'[\]{}]+)/gi,
    replacement: `$1${redacted}`,
  },
  {
    pattern: /([?&](?:access_token|token|key|sig|signature|password)=)[^&\s"']+/gi,
    replacement: `$1${redacted}`,
  },
];

/** Keys whose whole value is secret, whatever it looks like; names and references of secrets are none. */
const secretKey =
  /(?:^|[_.-])(?:password|passwd|token|authorization|cookie|api[_-]?key|access[_-]?key|private[_-]?key)$|(?:Password|Token|ApiKey|PrivateKey|-key-data)$|^set-cookie$/i;

/** The text with every secret of a known shape replaced by `[redacted]`. Applying it twice changes nothing more. */
export function redactText(text: string): string {
  return rules.reduce((current, { pattern, replacement }) => current.replace(pattern, replacement), text);
}

/** A copy of `value` with every text in it redacted, and the values of keys that name a secret. */
export function redact<T>(value: T): T {
  return redactValue(value, new Set()) as T;
}

function redactValue(value: unknown, above: ReadonlySet<object>): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (above.has(value)) return '[circular]';
  const here = new Set([...above, value]);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, here));
  // A Kubernetes Secret keeps its values in `data` and `stringData`: they go whole.
  const hidden = isSecretObject(value) ? ['data', 'stringData'] : [];
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (hidden.includes(key)) return [key, hideValues(item)];
      return [key, secretKey.test(key) && typeof item === 'string' ? redacted : redactValue(item, here)];
    }),
  );
}

function hideValues(values: unknown): unknown {
  if (typeof values !== 'object' || values === null) return values;
  return Object.fromEntries(Object.keys(values).map((key) => [key, redacted]));
}

function isSecretObject(value: object): boolean {
  return 'kind' in value && value.kind === 'Secret';
}
