/**
 * Owns the scripts and styles as they were compressed at build time: by Brotli at its best they are an eighth smaller than by
 * gzip, and none is compressed again for each visitor.
 */

import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RequestHandler } from './web-server.ts';

/** In order of preference, with the endings that `build/assemble-standalone.ts` gives. */
const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

const types: Readonly<Record<string, string>> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
};

/** A name says which content it has: as Next itself answers, and for the same reason. */
const forGood = 'public, max-age=31536000, immutable';

/**
 * Reads all of them, about half a megabyte.
 *
 * @param options.directory the folder that holds `.next`
 * @param options.pages     answers what is not compressed, what a client takes uncompressed alone, and all else
 */
export async function serveCompressed(options: {
  readonly directory: string;
  readonly pages: RequestHandler;
}): Promise<RequestHandler> {
  const { directory, pages } = options;
  const folder = path.join(directory, '.next/static');
  const files = new Map<string, Buffer>();
  for (const { ending } of encodings) {
    for await (const name of glob(`**/*${ending}`, { cwd: folder })) {
      const address = `/_next/static/${name.split(path.sep).join('/')}`;
      files.set(address, await readFile(path.join(folder, name)));
    }
  }
  return (request, response) => {
    const address = (request.url ?? '').split('?', 1)[0] ?? '';
    const type = types[path.extname(address)];
    if (type === undefined || (request.method !== 'GET' && request.method !== 'HEAD'))
      return pages(request, response);
    const taken = acceptedEncodings(request.headers['accept-encoding'] ?? '');
    for (const { name, ending } of encodings) {
      const content = taken.has(name) ? files.get(address + ending) : undefined;
      if (content === undefined) continue;
      response.writeHead(200, {
        'content-type': type,
        'content-encoding': name,
        'content-length': content.length,
        'cache-control': forGood,
        vary: 'Accept-Encoding',
        'x-content-type-options': 'nosniff',
      });
      response.end(request.method === 'HEAD' ? undefined : content);
      return;
    }
    return pages(request, response);
  };
}

/** Those that a header names without refusing them (RFC 9110, section 12.5.3). */
export function acceptedEncodings(header: string): ReadonlySet<string> {
  const named = header.split(',').map((part) => {
    const [name = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
    const weight = parameters.find((each) => each.startsWith('q='))?.slice(2);
    return { name, isRefused: weight !== undefined && Number(weight) === 0 };
  });
  return new Set(named.filter(({ isRefused }) => !isRefused).map(({ name }) => name));
}
