import { readFileSync } from 'node:fs';
import { packagePath } from '../../schema/package-path.js';
import type { RequestHandler } from '../../subgraphs/kit/http-server.js';

/** The page's files in `web/` by their paths, with their media types. */
const FILES = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/search.js': ['search.js', 'text/javascript; charset=utf-8'],
  '/search.css': ['search.css', 'text/css; charset=utf-8'],
} as const;

const HEADERS = {
  'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
} as const;

/** Routes that serve the search page. Its files are read once. */
export function searchPage(): Readonly<Record<string, RequestHandler>> {
  return Object.fromEntries(
    Object.entries(FILES).map(([path, [file, mediaType]]): [string, RequestHandler] => {
      const body = readFileSync(packagePath('web', file));
      return [path, (_, response) => void response.writeHead(200, { ...HEADERS, 'content-type': mediaType, 'content-length': body.length }).end(body)];
    }),
  );
}
