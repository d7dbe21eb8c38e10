import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { checkChain } from '../../../cli/verify/check-chain.js';
import type { Told } from '../../../cli/verify/bundle.js';
import { HASH_BYTES, leafHash, rootOf, verifyConsistency } from '../../../schema/merkle/index.js';
import { isCheckpointOf, parseCheckpoint } from '../../../schema/signed-note/index.js';
import { startNode } from '../../../subgraphs/catalog/main.js';
import type { HttpServer } from '../../../subgraphs/kit/http-server.js';
import { createNodeKey, nodeKeyFile } from '../../../subgraphs/kit/identity/node-key.js';

const A = '310000';
const PROVENANCE = 'query ($id: ID!) { record(id: $id) { provenance { version publishedAt log leafIndex recordHash document leaf checkpoint inclusionProof verified } } }';
const PUBLISH = 'mutation ($records: [RecordInput!]!) { upsertRecords(records: $records) { id version outcome } }';
const RETIRE = 'mutation ($id: ID!) { retireRecord(id: $id, reason: "a name, by mistake") { version } }';
const CHANGES = `query ($after: String) { changes(authority: "${A}", after: $after, first: 1000) { head checkpoint cursor entries { seq } } }`;
const PROOF = `query ($from: Int!, $to: Int) { logProof(authority: "${A}", from: $from, to: $to) { from to hashes checkpoint } }`;
const HISTORY = 'query ($id: ID!, $first: Int, $after: String) { history(id: $id, first: $first, after: $after) { next versions { version op log leafIndex recordHash document author } } }';

let folder: string;
let node: HttpServer;
let publicKey: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-provenance-'));
  ({ publicKey } = createNodeKey(nodeKeyFile(folder)));
  node = await startNode({ host: '127.0.0.1', port: 0, dataDir: folder, authorities: [A], stewardToken: undefined }, pino({ level: 'silent' }));
});
afterEach(async () => {
  await node.close();
  rmSync(folder, { recursive: true });
});

async function ask<Answer>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  const response = await fetch(`${node.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query, variables }) });
  const { data, errors } = (await response.json()) as { data: Answer; errors?: readonly { message: string }[] };
  if (errors) throw new Error(errors[0]?.message);
  return data;
}

const office = (name: string, more: object = {}) => ({ kind: 'ORGANIZATION', authority: A, titles: [{ lang: 'zh', text: name }], ...more });

async function publish(...records: readonly object[]): Promise<readonly string[]> {
  const { upsertRecords } = await ask<{ upsertRecords: readonly { id: string }[] }>(PUBLISH, { records });
  return upsertRecords.map(({ id }) => id);
}

const provenanceOf = async (id: string): Promise<Told & { readonly verified: boolean }> => (await ask<{ record: { provenance: Told & { readonly verified: boolean } } }>(PROVENANCE, { id })).record.provenance;
const problemsOf = (id: string, told: Told, key = publicKey) => checkChain(id, told, key).filter(({ problem }) => problem !== null).map(({ link }) => link);

interface Page {
  readonly head: number;
  readonly checkpoint: string | null;
}

describe('a node proves', () => {
  test('each record, up to its signature, to whoever has its key', async () => {
    const ids = await publish(...Array.from({ length: 300 }, (_, index) => office(`局 ${String(index)}`)));
    for (const id of [ids[0]!, ids[255]!, ids[256]!, ids[299]!]) {
      const told = await provenanceOf(id);
      expect(told).toMatchObject({ version: 1, log: 'PUBLIC', leafIndex: ids.indexOf(id), verified: true });
      expect(problemsOf(id, told)).toEqual([]);
      expect(problemsOf(id, told, createNodeKey(join(folder, `${id}.json`)).publicKey)).toEqual(['signature']);
      expect(problemsOf(id, { ...told, document: String(told.document).replace('局', '府') })).toEqual(['document']);
    }
  });

  test('that each state of its log goes on from each before', async () => {
    const seen: Page[] = [];
    for (let round = 0; round < 5; round += 1) {
      await publish(...Array.from({ length: 1 + 70 * round }, (_, index) => office(`${String(round)} ${String(index)}`)));
      seen.push((await ask<{ changes: Page }>(CHANGES)).changes);
    }
    for (const before of seen) {
      for (const after of seen.filter(({ head }) => head >= before.head)) {
        const { logProof } = await ask<{ logProof: { hashes: readonly string[] } }>(PROOF, { from: before.head, to: after.head });
        const [old, young] = [parseCheckpoint(before.checkpoint!), parseCheckpoint(after.checkpoint!)];
        expect([old, young].every((checkpoint) => isCheckpointOf(checkpoint, A, publicKey))).toBe(true);
        expect(verifyConsistency(old, young, logProof.hashes.map((hash) => Buffer.from(hash, 'base64')))).toBe(true);
      }
    }
    await expect(ask(PROOF, { from: 0 })).rejects.toThrow('expected 1 ≤ from ≤ to');
    await expect(ask(PROOF.replace(`"${A}"`, `"${A}", log: "MEMBER"`), { from: 1 })).rejects.toThrow('expected the name of a log of 310000 that you may read');
  });

  test('a record whose text was withdrawn: its history and every proof of before still hold, the text is gone', async () => {
    const [id = ''] = await publish(office('张三 13800138000'));
    const before = await provenanceOf(id);
    const { changes } = await ask<{ changes: Page }>(CHANGES);
    await publish(office('局', { id }), office('另一局'));
    await ask(RETIRE, { id });
    // Without the text, the rest of the chain still holds.
    expect(problemsOf(id, { ...before, document: null })).toEqual(['document']);
    expect(problemsOf(id, before)).toEqual([]);
    const after = (await ask<{ changes: Page }>(CHANGES)).changes;
    const { logProof } = await ask<{ logProof: { hashes: readonly string[] } }>(PROOF, { from: changes.head });
    expect(verifyConsistency(parseCheckpoint(changes.checkpoint!), parseCheckpoint(after.checkpoint!), logProof.hashes.map((hash) => Buffer.from(hash, 'base64')))).toBe(true);
    const { history } = await ask<{ history: { versions: readonly { document: string | null; recordHash: string }[] } }>(HISTORY, { id });
    expect(history).toMatchObject({ next: null, versions: [{ version: 1, op: 'UPSERT', leafIndex: 0, recordHash: before.recordHash, document: null, author: null }, { version: 2, document: null }, { version: 3, op: 'TOMBSTONE' }] });
    expect(JSON.stringify([history, after, await ask(CHANGES)])).not.toContain('13800138000');
  });

  test('pages of a history follow one another; of what there is not there is none', async () => {
    const [id = ''] = await publish(office('a'));
    for (const name of ['b', 'c', 'd']) await publish(office(name, { id }));
    const page = async (after: string | null) => (await ask<{ history: { next: string | null; versions: readonly { version: number }[] } }>(HISTORY, { id, first: 3, after })).history;
    const first = await page(null);
    expect([first.versions.map(({ version }) => version), (await page(first.next)).versions.map(({ version }) => version)]).toEqual([[1, 2, 3], [4]]);
    await ask(RETIRE, { id });
    expect((await page('4')).versions.map(({ version }) => version)).toEqual([5]);
    await expect(page('x')).rejects.toThrow('Expected `after` to be `next`');
  });
});

describe('tiles over HTTP', () => {
  const get = (path: string) => fetch(`${node.url}/log/${path}`);

  test('give the tree of the checkpoint, and stay as they are', async () => {
    await publish(...Array.from({ length: 300 }, (_, index) => office(String(index))));
    const checkpoint = parseCheckpoint(await (await get(`${A}/checkpoint`)).text());
    expect(isCheckpointOf(checkpoint, A, publicKey)).toBe(true);
    const leaves: Uint8Array[] = [];
    for (const path of ['000', '001.p/44']) {
      const [tile, bundle] = [await get(`${A}/tile/0/${path}`), await get(`${A}/tile/entries/${path}`)];
      expect(tile.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      const hashes = Buffer.from(await tile.arrayBuffer());
      const entries = Buffer.from(await bundle.arrayBuffer());
      for (let [at, from] = [0, 0]; at < hashes.length; at += HASH_BYTES) {
        const length = entries.readUInt16BE(from);
        expect(Buffer.from(leafHash(entries.subarray(from + 2, from + 2 + length))).equals(hashes.subarray(at, at + HASH_BYTES))).toBe(true);
        leaves.push(hashes.subarray(at, at + HASH_BYTES));
        from += 2 + length;
      }
    }
    expect(leaves).toHaveLength(300);
    expect(Buffer.from(rootOf(leaves)).equals(checkpoint.root)).toBe(true);
    const above = Buffer.from(await (await get(`${A}/tile/1/000.p/1`)).arrayBuffer());
    expect(above.equals(Buffer.from(rootOf(leaves.slice(0, 256))))).toBe(true);
    await publish(office('later'));
    expect(Buffer.from(await (await get(`${A}/tile/0/001.p/44`)).arrayBuffer())).toHaveLength(44 * HASH_BYTES);
  });

  test.each(['310000/tile/0/001', '310000/tile/0/000.p/9', '310000/tile/7/000', '310000/MEMBER/checkpoint', '330000/checkpoint', '310000/tile/0/0', '310000/'])('%s is not there', async (path) => {
    await publish(office('one'));
    expect((await get(path)).status).toBe(404);
  });
});

test('a node without a key signs nothing, and says how it gets one', async () => {
  rmSync(nodeKeyFile(folder));
  const [id = ''] = await publish(office('one'));
  expect((await ask<{ changes: Page }>(CHANGES)).changes.checkpoint).toBeNull();
  expect(await provenanceOf(id)).toMatchObject({ checkpoint: null, verified: false, inclusionProof: [] });
  const answer = await fetch(`${node.url}/log/${A}/checkpoint`);
  expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('ucat node init')]);
});
