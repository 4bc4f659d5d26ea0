/** Owns the file through which variables reach a container, for `--env-file` of docker and ctr alike. */

import { TengateError } from '../../model/tengate-error.ts';

/** @throws TengateError `environment-value` for a value with a line break, which the format cannot hold */
export function environmentFile(env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .map(([name, value]) => {
      if (/[\r\n]/.test(value)) {
        throw new TengateError({
          code: 'environment-value',
          what: `the variable ${name} has a line break in its value, which a container run alone cannot be given`,
          todo: 'leave it out, or give it in one line',
          kind: 'usage',
        });
      }
      return `${name}=${value}\n`;
    })
    .join('');
}
