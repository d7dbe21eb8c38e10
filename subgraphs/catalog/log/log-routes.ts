import type { ServerResponse } from 'node:http';
import { HASH_BYTES, parseTilePath, TILE_WIDTH, tileWidth, type TileRequest } from '../../../schema/merkle/index.js';
import { logLeaf } from '../../../schema/log-leaf.js';
import { sendJson, type RequestHandler } from '../../kit/http-server.js';
import type { RecordStore } from '../stores/record-store.js';
import type { LogTree } from './log-tree.js';

export interface LogRoutesOptions {
  readonly store: Pick<RecordStore, 'head' | 'tiles' | 'changes'>;
  readonly tree: LogTree;
  readonly served: ReadonlySet<string>;
}

const PATH = /^\/log\/([0-9A-Z]{2,12})\/(?:(checkpoint)|tile\/(.+))$/;

/** A tile never changes: of one that is not full, its width is in its name. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * `/log/<authority>/checkpoint` and `/log/<authority>/tile/…` (C2SP tlog-tiles): the public log of an authority, for
 * whoever follows transparency logs. Logs of other audiences are not served here: `changes` has them, by entitlement.
 */
export function logRoutes({ store, tree, served }: LogRoutesOptions): Readonly<Record<string, RequestHandler>> {
  return {
    '/log/*': async function serveLog({ url = '' }, response) {
      const [, log, checkpoint, path] = PATH.exec(url.split('?', 1)[0] as string) ?? [];
      if (log === undefined || !served.has(log)) return nothing(response);
      const { head } = await store.head(log);
      if (checkpoint !== undefined) return sendCheckpoint(response, await tree.checkpoint(log, head));
      const tile = parseTilePath(path ?? '');
      // A part of a tile that is full by now may still be asked for.
      if (!tile || tile.width > tileWidth(tile, head)) return nothing(response);
      return sendBytes(response, tile.isEntries ? await entryBundle(store, log, tile) : await hashTile(store, log, tile));
    },
  };
}

async function hashTile(store: LogRoutesOptions['store'], log: string, { level, index, width }: TileRequest): Promise<Uint8Array> {
  const [bytes] = await store.tiles(log, [{ level, index }]);
  return (bytes ?? new Uint8Array()).subarray(0, width * HASH_BYTES);
}

/** Leaves, each after its length in two bytes. */
async function entryBundle(store: LogRoutesOptions['store'], log: string, { index, width }: TileRequest): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let seq = index * TILE_WIDTH; parts.length < 2 * width; ) {
    const { entries } = await store.changes(log, { afterSeq: seq, limit: width - parts.length / 2, limitBytes: 8 * 1024 * 1024 });
    if (entries.length === 0) throw new Error(`Entry ${String(seq + 1)} of ${log} is missing.`);
    for (const entry of entries) {
      const leaf = Buffer.from(logLeaf(entry));
      const length = Buffer.alloc(2);
      length.writeUInt16BE(leaf.length);
      parts.push(length, leaf);
      seq = entry.seq;
    }
  }
  return Buffer.concat(parts);
}

function sendCheckpoint(response: ServerResponse, text: string | null): void {
  if (text === null) return sendJson(response, 409, { error: 'The node has no key yet, so that it signs nothing: make one with `ucat node init` or `ucat join`.' });
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'content-length': Buffer.byteLength(text) }).end(text);
}

function sendBytes(response: ServerResponse, bytes: Uint8Array): void {
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'cache-control': FOR_EVER, 'content-length': bytes.length }).end(bytes);
}

const nothing = (response: ServerResponse): void => sendJson(response, 404, { error: 'Expected /log/<authority>/checkpoint or /log/<authority>/tile/<level or entries>/<number>[.p/<width>] of a public log of this node, and a tile that is there.' });
