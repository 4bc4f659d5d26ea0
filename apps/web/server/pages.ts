/** Owns Next's part of the server: pages and their static files. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import next from 'next';
import type { RequestHandler } from './web-server.ts';

/** By these a request asks Next to render a page anew, and proves that it may by a key. Here nobody may. */
const revalidationHeader = 'x-prerender-revalidate';
const draftModeCookie = /(?:^|;)\s*(?:__prerender_bypass|__next_preview_data)=[^;]*/g;

/**
 * Prepares Next, through its documented custom server.
 *
 * @param options.directory the folder that holds `.next`, or in development `next.config.ts`
 * @param options.env       the process' environment: Next takes some settings from nowhere else
 */
export async function preparePages(options: {
  readonly directory: string;
  readonly isDevelopment: boolean;
  readonly port: number;
  readonly env: Record<string, string | undefined>;
}): Promise<RequestHandler> {
  const { directory, isDevelopment, env } = options;
  env.NEXT_TELEMETRY_DISABLED = '1';
  if (!isDevelopment) {
    // As the server.js of a standalone build does: the configuration as it was at build time, without its loader.
    const built = await readFile(path.join(directory, '.next/required-server-files.json'), 'utf8');
    env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify((JSON.parse(built) as { config: unknown }).config);
  }
  const app = next({ dir: directory, dev: isDevelopment, port: options.port, quiet: true });
  await app.prepare();
  const handle = app.getRequestHandler();
  return (request, response) => {
    delete request.headers[revalidationHeader];
    // Next answers 500 where a page's parameter cannot be decoded; to a person it is an address that does not exist.
    if (!isDecodable(request.url ?? '')) request.url = '/404';
    if (request.headers.cookie !== undefined) {
      request.headers.cookie = request.headers.cookie.replace(draftModeCookie, '');
    }
    return handle(request, response);
  };
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}
