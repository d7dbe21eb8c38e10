import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { ExportRecord } from '../../../schema/formats/export-record.js';
import type { Embedder } from '../../../subgraphs/search/embeddings/embedder.js';
import { packQuery, packRecord } from '../../../subgraphs/search/index/vectors/pack.js';
import { LibsqlSearchIndex } from '../../../subgraphs/search/index/libsql-search-index.js';
import { openOpenSearchIndex } from '../../../subgraphs/search/index/opensearch/open-opensearch-index.js';
import type { SearchIndex } from '../../../subgraphs/search/index/search-index.js';
import { DEFAULT_LEXICON, readLexicon } from '../../../subgraphs/search/text/lexicon/lexicon-files.js';
import type { RelevanceEngine } from './engine.js';

const PAGE = 500;

/** The embedded index as the service runs it. @param embedder ranks by vectors too; none where by words alone */
export async function ourEngine(records: readonly ExportRecord[], embedder: Embedder | null = null): Promise<RelevanceEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-relevance-'));
  const index = await LibsqlSearchIndex.open(join(folder, 'index.db'), { lexicon: readLexicon([DEFAULT_LEXICON]) });
  return engineOf(embedder ? 'ours with vectors' : 'ours', index, records, async () => {
    await index.close();
    rmSync(folder, { recursive: true });
  }, embedder);
}

/** The index on a cluster as the service runs it. */
export async function ourClusterEngine(url: string, records: readonly ExportRecord[]): Promise<RelevanceEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-relevance-'));
  const name = `relevance_${String(process.pid)}`;
  const { index, close } = await openOpenSearchIndex({ folder, url, name, lexicons: [DEFAULT_LEXICON], logger: pino({ level: 'warn' }) });
  return engineOf('ours on OpenSearch', index, records, async () => {
    await close();
    rmSync(folder, { recursive: true });
    for (const path of [`/${name}-*`, `/_index_template/${name}`]) await fetch(url + path, { method: 'DELETE' });
  });
}

async function engineOf(name: string, index: SearchIndex, records: readonly ExportRecord[], close: () => Promise<void>, embedder: Embedder | null = null): Promise<RelevanceEngine> {
  for (const [authority, documents] of byAuthority(records)) {
    for (let at = 0; at < documents.length; at += PAGE) {
      const changes = documents.slice(at, at + PAGE).map((record, offset) => ({ seq: at + offset + 1, id: record.id, version: 1, op: 'UPSERT' as const, document: JSON.stringify(record) }));
      await index.apply(authority, { changes, setAside: [], position: { cursor: String(at), seq: at + changes.length } });
    }
  }
  if (embedder) await embedAll(index, embedder);
  return {
    name,
    search: async (query, size) => (await index.search({ ...(embedder && { vector: await vectorOf(await index.meaning(query), embedder) }), query, filter: {}, sort: 'RELEVANCE', first: size, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false })).hits.map(({ id }) => id),
    close,
  };
}

function byAuthority(records: readonly ExportRecord[]): ReadonlyMap<string, readonly ExportRecord[]> {
  const groups = new Map<string, ExportRecord[]>();
  for (const record of records) {
    const authority = record.id.slice(0, record.id.indexOf('-'));
    const group = groups.get(authority) ?? [];
    groups.set(authority, group);
    group.push(record);
  }
  return groups;
}

const BATCH = 32;
const never = new AbortController().signal;

/** What the service does in the background. */
async function embedAll(index: SearchIndex, embedder: Embedder): Promise<void> {
  for (let row = 0; ; ) {
    const step = await index.lackingVectors(embedder.model, row, BATCH);
    const vectors = step.texts.length === 0 ? [] : await embedder.embed(step.texts.map(({ text }) => text), 'PASSAGE', never);
    await index.keepVectors(embedder.model, step.texts.map(({ id, version }, place) => ({ id, version, packed: packRecord(vectors[place] as Float32Array) })));
    row = step.row;
    if (row >= step.last) return;
  }
}

/** Waited for as long as it takes: the bench asks how good it is. */
async function vectorOf(meaning: string, embedder: Embedder) {
  const [vector] = await embedder.embed([meaning], 'QUERY', never);
  return { model: embedder.model, packed: packQuery(vector as Float32Array) };
}
