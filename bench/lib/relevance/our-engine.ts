import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { ExportRecord } from '../../../schema/formats/export-record.js';
import { LibsqlSearchIndex } from '../../../subgraphs/search/index/libsql-search-index.js';
import { openOpenSearchIndex } from '../../../subgraphs/search/index/opensearch/open-opensearch-index.js';
import type { SearchIndex } from '../../../subgraphs/search/index/search-index.js';
import { DEFAULT_LEXICON, readLexicon } from '../../../subgraphs/search/text/lexicon/lexicon-files.js';
import type { RelevanceEngine } from './engine.js';

const PAGE = 500;

/** The embedded index as the service runs it. */
export async function ourEngine(records: readonly ExportRecord[]): Promise<RelevanceEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-relevance-'));
  const index = await LibsqlSearchIndex.open(join(folder, 'index.db'), { lexicon: readLexicon([DEFAULT_LEXICON]) });
  return engineOf('ours', index, records, async () => {
    await index.close();
    rmSync(folder, { recursive: true });
  });
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

async function engineOf(name: string, index: SearchIndex, records: readonly ExportRecord[], close: () => Promise<void>): Promise<RelevanceEngine> {
  for (const [authority, documents] of byAuthority(records)) {
    for (let at = 0; at < documents.length; at += PAGE) {
      const changes = documents.slice(at, at + PAGE).map((record, offset) => ({ seq: at + offset + 1, id: record.id, version: 1, op: 'UPSERT' as const, document: JSON.stringify(record) }));
      await index.apply(authority, { changes, setAside: [], position: { cursor: String(at), seq: at + changes.length } });
    }
  }
  return {
    name,
    search: async (query, size) => (await index.search({ query, filter: {}, sort: 'RELEVANCE', first: size, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false })).hits.map(({ id }) => id),
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
