import { MongoClient } from 'mongodb';
import { formatId } from '../../schema/ids.js';
import { readNodeConfig, type NodeConfig } from '../../subgraphs/catalog/config.js';
import { openStore } from '../../subgraphs/catalog/main.js';
import { contentHash, publishRecord, type RecordContent } from '../../subgraphs/catalog/model.js';
import { catalogCollections, createIndexes } from '../../subgraphs/catalog/stores/mongo-collections.js';
import { EMPTY_HEAD, NO_APPENDS, planCommit } from '../../subgraphs/catalog/stores/mongo-commit.js';
import type { Change } from '../../subgraphs/catalog/stores/record-store.js';
import { createLogger } from '../../subgraphs/kit/logger.js';
import { generatedDataset } from './generated-corpus.js';

export const LOADED_AUTHORITY = '310000';
const BATCH = 250;
const AT = '2026-01-01T00:00:00.000Z';

export const loadedId = (n: number): string => formatId(LOADED_AUTHORITY, 'DATASET', n + 1);

/** Puts new datasets number `from` up to before `to`, of the form and length of real ones, into a node's store. */
export async function loadRecords(env: Readonly<Record<string, string>>, from: number, to: number): Promise<void> {
  const config = readNodeConfig(env);
  await (config.mongo ? insertAll(config.mongo, from, to) : appendAll(config, env, from, to));
}

async function appendAll(config: NodeConfig, env: Readonly<Record<string, string>>, from: number, to: number): Promise<void> {
  const store = openStore(config, createLogger('load', env));
  try {
    for (const batch of batches(from, to)) await store.append(LOADED_AUTHORITY, batch);
  } finally {
    await store.close();
  }
}

/** The documents that appends leave, less the reading before and the confirming after: nobody else writes, and it must not take all day. */
async function insertAll({ uri, database }: NonNullable<NodeConfig['mongo']>, from: number, to: number): Promise<void> {
  await using client = new MongoClient(uri);
  const collections = catalogCollections(client.db(database));
  await createIndexes(collections);
  let head = (await collections.logs.findOne({ _id: LOADED_AUTHORITY }))?.current ?? EMPTY_HEAD;
  let authority = (await collections.authorities.findOne({ _id: LOADED_AUTHORITY }))?.current ?? NO_APPENDS;
  for (const batch of batches(from, to)) {
    const { pending, ...commit } = planCommit(LOADED_AUTHORITY, { authority, head, records: new Map(), sources: new Map() }, batch);
    await collections.commits.insertOne(commit);
    await collections.entries.insertMany([...pending.entries]);
    await collections.records.insertMany(pending.records.map(({ _id, current }) => ({ _id, current })));
    head = commit.after;
    authority = { seq: commit.seq, serials: commit.serials };
  }
  await collections.logs.replaceOne({ _id: LOADED_AUTHORITY }, { current: head }, { upsert: true });
  await collections.authorities.replaceOne({ _id: LOADED_AUTHORITY }, { current: authority }, { upsert: true });
}

function* batches(from: number, to: number): Generator<readonly Change[]> {
  for (let first = from; first < to; first += BATCH) {
    yield Array.from({ length: Math.min(BATCH, to - first) }, (_, offset) => newDataset(first + offset));
  }
}

function newDataset(n: number): Change {
  const generated = JSON.parse(generatedDataset(n).document) as Record<string, unknown>;
  // What a steward says has neither: they are given to it.
  const document = Object.fromEntries(Object.entries(generated).filter(([field]) => field !== 'id' && field !== 'version'));
  const content = { ...document, kind: 'DATASET' } as unknown as RecordContent;
  return { op: 'UPSERT', published: publishRecord(content, loadedId(n), 1, AT), contentHash: contentHash(content), at: AT };
}
