import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportRecord } from '../../../schema/formats/export-record.js';
import { LibsqlSearchIndex } from '../../../subgraphs/search/index/libsql-search-index.js';
import { DEFAULT_LEXICON, readLexicon } from '../../../subgraphs/search/text/lexicon/lexicon-files.js';
import type { RelevanceEngine } from './engine.js';

const PAGE = 500;

/** The embedded index as the service runs it. */
export async function ourEngine(records: readonly ExportRecord[]): Promise<RelevanceEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-relevance-'));
  const index = await LibsqlSearchIndex.open(join(folder, 'index.db'), { lexicon: readLexicon([DEFAULT_LEXICON]) });
  for (const [authority, documents] of byAuthority(records)) {
    for (let at = 0; at < documents.length; at += PAGE) {
      const changes = documents.slice(at, at + PAGE).map((record, offset) => ({ seq: at + offset + 1, id: record.id, version: 1, op: 'UPSERT' as const, document: JSON.stringify(record) }));
      await index.apply(authority, { changes, setAside: [], position: { cursor: String(at), seq: at + changes.length } });
    }
  }
  return {
    name: 'ours',
    search: async (query, size) => (await index.search({ query, filter: {}, sort: 'RELEVANCE', first: size, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false })).hits.map(({ id }) => id),
    close: async () => {
      await index.close();
      rmSync(folder, { recursive: true });
    },
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
