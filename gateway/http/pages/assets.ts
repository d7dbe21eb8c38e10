import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { packagePath } from '../../../schema/package-path.js';
import type { RouteHandler } from '../../../subgraphs/kit/observe/route-handler.js';
import { onlyReads, sendText, takesGzip } from './send-page.js';

/** The files that the pages load, with their media types; `npm run build` makes them of web/. */
const FILES: Readonly<Record<string, string>> = {
  'app.js': 'text/javascript; charset=utf-8',
  'app.css': 'text/css; charset=utf-8',
  'graphiql.js': 'text/javascript; charset=utf-8',
  'graphiql.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

interface Asset {
  readonly plain: Buffer;
  readonly zipped: Buffer;
  readonly etag: string;
}

/** `/assets/*`: each file is read when it is first asked for, and kept. */
export function assetsRoute(): RouteHandler {
  const kept = new Map<string, Promise<Asset>>();
  return async function answerAsset(message, response) {
    if (!onlyReads(message, response)) return;
    const name = (message.url ?? '').split('?', 1).join('').slice('/assets/'.length);
    const type = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
    const asset = type === undefined ? null : await read(name).catch(() => null);
    if (type === undefined || asset === null) return sendText(message, response, 404, 'text/plain; charset=utf-8', type === undefined ? 'Expected a file of the pages.\n' : 'The pages are not built: npm run build.\n');
    const headers = { etag: asset.etag, vary: 'accept-encoding' };
    if (message.headers['if-none-match'] === asset.etag) return void response.writeHead(304, headers).end();
    const zips = takesGzip(message);
    sendText(message, response, 200, type, zips ? asset.zipped : asset.plain, { ...headers, ...(zips && { 'content-encoding': 'gzip' }) });
  };

  function read(name: string): Promise<Asset> {
    const reading = kept.get(name) ?? readAsset(name);
    kept.set(name, reading);
    // One that is not there yet is looked for again.
    reading.catch(() => kept.delete(name));
    return reading;
  }
}

async function readAsset(name: string): Promise<Asset> {
  const plain = await readFile(packagePath('dist', 'web', name));
  return { plain, zipped: gzipSync(plain), etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"` };
}
