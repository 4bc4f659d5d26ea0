/**
 * What a secret in an image looks like, as data. A content rule is found by its anchor, a literal that is searched for at
 * memory speed; its pattern then looks at the text around the anchor, so that even a large binary costs little.
 */

export type ContentRule = {
  readonly code: string;
  readonly what: string;
  readonly anchors: readonly string[];
  readonly pattern: RegExp;
  /** Whether it is also looked for in files that are no text; only shapes that no code constant takes. */
  readonly inBinaries: boolean;
  /** What matches but is no secret: placeholders of documentation. */
  readonly except?: RegExp;
  /** Only in files whose path matches. */
  readonly path?: RegExp;
};

export type PathRule = {
  readonly code: string;
  readonly what: string;
  readonly path: RegExp;
  /** The file must hold this; an empty or purely commenting one is no secret. */
  readonly content: RegExp;
};

/** Version of the rules: a proof made under another one is not reused. */
export const rulesVersion = 2;

export const contentRules: readonly ContentRule[] = [
  {
    code: 'private-key',
    what: 'a private key',
    anchors: ['PRIVATE KEY-----', 'PRIVATE KEY BLOCK-----'],
    // The header alone stands in every TLS library; a key has a body of base64 after it (`\n` may be written out, as in JSON).
    pattern:
      /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n|\\r|(?:Proc-Type|DEK-Info|Version|Comment): ?[^\n]*\n)*[A-Za-z0-9+/]{40,}/,
    inBinaries: true,
  },
  {
    code: 'aws-access-key',
    what: 'an AWS access key id',
    anchors: ['AKIA', 'ASIA'],
    pattern: /(?<![A-Za-z0-9+/])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9+/=])/,
    inBinaries: false,
    except: /EXAMPLE$/,
  },
  {
    code: 'github-token',
    what: 'a GitHub token',
    anchors: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})\b/,
    inBinaries: false,
  },
  {
    code: 'npm-token',
    what: 'an npm token',
    anchors: ['npm_'],
    pattern: /\bnpm_[A-Za-z0-9]{36}\b/,
    inBinaries: false,
  },
  {
    code: 'npm-auth',
    what: 'npm registry credentials',
    anchors: ['_authToken', '_auth', '_password'],
    pattern: /(?:^|[\n:/])\s*_(?:authToken|auth|password)\s*=\s*(?!\$\{)\S{6,}/,
    inBinaries: false,
    path: /(^|\/)\.?npmrc$/,
  },
  {
    code: 'slack-token',
    what: 'a Slack token',
    anchors: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-'],
    pattern: /\bxox[abprs]-\d{8,}-[A-Za-z0-9-]{16,}/,
    inBinaries: false,
  },
  {
    code: 'model-api-key',
    what: 'an API key of a language model service',
    anchors: ['sk-ant-', 'sk-proj-'],
    pattern: /\bsk-(?:ant|proj)-[A-Za-z0-9_-]{24,}/,
    inBinaries: false,
  },
  {
    code: 'google-api-key',
    what: 'a Google API key',
    anchors: ['AIza'],
    pattern: /(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/,
    inBinaries: false,
  },
  {
    code: 'stripe-key',
    what: 'a live Stripe key',
    anchors: ['sk_live_', 'rk_live_'],
    pattern: /\b[rs]k_live_[A-Za-z0-9]{24,}/,
    inBinaries: false,
  },
  {
    code: 'json-web-token',
    what: 'a signed JSON web token',
    anchors: ['eyJ'],
    pattern: /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}/,
    inBinaries: false,
  },
  {
    code: 'kubeconfig-key',
    what: 'a kubeconfig with a client key',
    anchors: ['client-key-data'],
    pattern: /client-key-data["']?\s*:\s*["']?[A-Za-z0-9+/=]{100,}/,
    inBinaries: false,
  },
  {
    code: 'connection-url',
    what: 'a connection URL with a password',
    anchors: [
      'postgres://',
      'postgresql://',
      'mysql://',
      'mariadb://',
      'mongodb://',
      'mongodb+srv://',
      'redis://',
      'rediss://',
      'amqp://',
      'amqps://',
    ],
    pattern:
      /(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?):\/\/[\w.%+-]*:[^\s:@/'"`$<>{}[\]()\\*]{3,}@[\w.-]+/,
    inBinaries: false,
    // What documentation writes for a password or for a host.
    except:
      /:(?:pass(?:word|wd)?|pwd|pw|secret|user(?:name)?|postgres|root|guest|example|your[\w-]*|my[\w-]*|x{3,}|\.{3})@|@(?:host(?:name)?|server|example|[\w.-]*example\.(?:com|org|net))\b/i,
  },
];

export const pathRules: readonly PathRule[] = [
  {
    code: 'environment-file',
    what: 'an environment file with values',
    path: /(^|\/)\.env(?:\.(?!example$|sample$|template$|dist$|defaults$)[\w-]+)*$/,
    content: /^\s*(?:export\s+)?[A-Za-z_]\w*[ \t]*=[ \t]*(?!["']{2}\s*$)[^\s#]/m,
  },
  {
    code: 'ssh-key',
    what: 'an SSH private key',
    path: /(^|\/)id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/,
    content: /\S/,
  },
  {
    code: 'git-directory',
    what: "a repository's history",
    path: /(^|\/)\.git\/HEAD$/,
    content: /\S/,
  },
  {
    code: 'login-file',
    what: 'a file of logins',
    path: /(^|\/)(?:\.netrc|\.pgpass|\.my\.cnf|\.git-credentials|\.aws\/credentials)$/,
    content: /^\s*[^#\s]/m,
  },
  {
    code: 'registry-login',
    what: 'a login to an image registry',
    path: /(^|\/)\.docker\/config\.json$/,
    content: /"(?:auth|identitytoken)"\s*:\s*"[^"]{4,}"/,
  },
  {
    code: 'key-store',
    what: 'a key store',
    path: /\.(?:p12|pfx|jks|keystore)$/,
    content: /[\s\S]/,
  },
];

/**
 * Test material of published packages, and the keys that TLS libraries test themselves with at start (libgnutls holds one
 * in full): not this application's secret. Counted and listed, not failed on.
 */
export const publishedFixtures =
  /(^|\/)node_modules\/(?:.*\/)?(?:tests?|__tests__|fixtures?|examples?|docs?)\/|(^|\/)node_modules\/.*\.(?:md|markdown)$|(^|\/)lib\/(?:[\w-]+\/)?lib(?:gnutls|gcrypt|crypto|ssl|freebl3|softokn3)\.so[\d.]*$/i;
