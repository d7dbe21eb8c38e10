import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { logLeaf } from '../schema/log-leaf.js';
import { CompactRange, consistencyProof, leafHash, nodeHash, type Hash, type NodeRef } from '../schema/merkle/index.js';
import { checkpointOrigin, signCheckpoint, type NoteSigner } from '../schema/signed-note/index.js';
import type { Transport } from '../subgraphs/kit/transport/transport.js';
import { AuthorityHarvester } from '../subgraphs/search/harvest/authority-harvester.js';
import { FeedStates } from '../subgraphs/search/harvest/feed-states.js';
import { WorkerSearchIndex } from '../subgraphs/search/index/worker-search-index.js';
import { generatedDataset } from './lib/generated-corpus.js';
import { sha256 } from './lib/simulation/simulated-log.js';

/** What verifying a log and cosigning its checkpoints costs: one log harvested with and without, in the same process. */
const { values } = parseArgs({ options: { records: { type: 'string', default: '50000' } } });
const RECORDS = Number(values.records);
const PAGE = 500;
const BAR_A_SECOND = 5_000;

function signer(name: string): NoteSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { name, publicKey: String((publicKey as KeyObject).export({ format: 'jwk' }).x), sign: (text) => sign(null, Buffer.from(text), privateKey) };
}

/** Hashes of all complete subtrees, level by level. */
function treeOf(leaves: readonly Hash[]): readonly (readonly Hash[])[] {
  const levels: (readonly Hash[])[] = [leaves];
  for (let level = leaves; level.length > 1; levels.push(level)) level = Array.from({ length: Math.floor(level.length / 2) }, (_, index) => nodeHash(level[2 * index] as Hash, level[2 * index + 1] as Hash));
  return levels;
}

const authority = generatedDataset(0).authority;
const ids = new Set<string>();
const entries: { seq: number; id: string; kind: string; version: number; op: string; at: string; recordHash: string; document: string }[] = [];
for (let n = 0; entries.length < RECORDS; n++) {
  const { authority: owner, document } = generatedDataset(n);
  const { id } = JSON.parse(document) as { id: string };
  if (owner !== authority || ids.has(id)) continue;
  ids.add(id);
  entries.push({ seq: entries.length + 1, id, kind: 'DATASET', version: 1, op: 'UPSERT', at: '2026-03-01T08:00:00.000Z', recordHash: sha256(document), document });
}
const levels = treeOf(entries.map((entry) => leafHash(logLeaf(entry))));
const range = new CompactRange();
for (const leaf of levels[0] as readonly Hash[]) range.append(leaf);
const node = signer(checkpointOrigin(authority));
const checkpoint = signCheckpoint({ origin: node.name, size: RECORDS, root: range.root }, node);
const read = (refs: readonly NodeRef[]): readonly Hash[] => refs.map(({ level, index }) => levels[level]?.[index] as Hash);

const answer: Transport = async ({ query, variables, signal }) => {
  const { after, first, from, to } = variables as { readonly after: string | null; readonly first: number; readonly from: number; readonly to: number };
  if (query.includes('logProof')) return { data: { logProof: { hashes: (await consistencyProof(from, to, read)).map((hash) => Buffer.from(hash).toString('base64')) } } };
  const start = Number(after ?? 0);
  if (start >= RECORDS) return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('closed')), { once: true }));
  const some = entries.slice(start, start + first);
  return { data: { changes: { entries: some, cursor: String(start + some.length), head: RECORDS, live: RECORDS, checkpoint } } };
};

/** Records a second until all are in the index. */
async function harvest(verifies: boolean): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-bench-'));
  const logger = pino({ level: 'silent' });
  const index = await WorkerSearchIndex.open({ file: join(folder, 'index.db'), logger });
  const states = new FeedStates();
  const begun = performance.now();
  const harvester = new AuthorityHarvester(authority, 'http://node.example/graphql', { index, send: answer, states, logger, pageSize: PAGE, ...(verifies && { publicKey: () => node.publicKey, witness: signer('ucat/index') }) });
  while (states.get(authority).status !== 'CURRENT') await new Promise((resolve) => setTimeout(resolve, 20));
  const seconds = (performance.now() - begun) / 1_000;
  if ((states.freshness()[0]?.verified ?? false) !== verifies) throw new Error('Expected the log to be verified where it is signed.');
  await harvester.close();
  await index.close();
  rmSync(folder, { recursive: true });
  return RECORDS / seconds;
}

await harvest(false);
const rates = [await harvest(false), await harvest(true), await harvest(true), await harvest(false)] as const;
const [without, verified] = [(rates[0] + rates[3]) / 2, (rates[1] + rates[2]) / 2];
console.log(`${String(RECORDS)} records of one log, pages of ${String(PAGE)}`);
console.log(`without verification  ${without.toFixed(0)} records/s`);
console.log(`verified and cosigned ${verified.toFixed(0)} records/s (bar ${String(BAR_A_SECOND)}), ratio ${(verified / without).toFixed(2)}`);
process.exitCode = verified >= BAR_A_SECOND ? 0 : 1;
