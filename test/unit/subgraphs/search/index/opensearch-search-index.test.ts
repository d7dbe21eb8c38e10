import { expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pino } from 'pino';
import { formatId } from '../../../../../schema/ids.js';
import { FedIndex } from '../../../../../subgraphs/search/index/opensearch/ledger/fed-index.js';
import { OpenSearchIndex } from '../../../../../subgraphs/search/index/opensearch-search-index.js';
import { createQueryReader } from '../../../../../subgraphs/search/text/query-terms.js';
import { createWordSplitter } from '../../../../../subgraphs/search/text/split-words.js';
import type { Lexicon } from '../../../../../subgraphs/search/text/lexicon/lexicon.js';
import { AUDIENCE_LEXICON, searchIndexAudienceCases } from '../../../../cases/search-index-audiences.cases.js';
import { searchIndexLineageCases } from '../../../../cases/search-index-lineage.cases.js';
import { searchIndexReadingCases } from '../../../../cases/search-index-reading.cases.js';
import { searchIndexVectorCases } from '../../../../cases/search-index-vectors.cases.js';
import { searchIndexCases } from '../../../../cases/search-index.cases.js';
import { makeQuickFolder } from '../../../../servers/quick-folder.js';
import { until } from '../../../../e2e/support/until.js';
import { describeWithOpenSearch, removeIndices } from '../../../../support/opensearch.js';

const splitter = createWordSplitter();
const logger = pino({ level: 'silent' });

describeWithOpenSearch('the port', (url) => {
  const createSite = async (lexicon?: Lexicon) => {
    const folder = await makeQuickFolder('ucat-ledger-');
    const name = `test_${randomBytes(6).toString('hex')}`;
    const file = join(folder, 'ledger.db');
    return {
      open: () => OpenSearchIndex.open({ file, url, name, door: new FedIndex({ file, url, name, logger, splitter }), readQuery: createQueryReader(lexicon ? createWordSplitter(lexicon.words) : splitter, lexicon), isLenient: lexicon !== undefined, logger }),
      remove: async () => {
        await removeIndices(url, name);
        await rm(folder, { recursive: true });
      },
    };
  };
  test('is open, and not ready, while the cluster is filled; it is closed without waiting for that', async () => {
    const folder = await makeQuickFolder('ucat-ledger-');
    const name = `test_${randomBytes(6).toString('hex')}`;
    const file = join(folder, 'ledger.db');
    const open = (patienceMillis?: number) => OpenSearchIndex.open({ file, url, name, door: new FedIndex({ file, url, name, logger, splitter }), readQuery: createQueryReader(splitter), logger, ...(patienceMillis !== undefined && { patienceMillis }) });
    const request = { query: '空气', filter: {}, sort: 'RELEVANCE', first: 20, after: null, lang: 'ZH', facets: [], facetSize: 10, highlights: false, sameAs: false } as const;
    const id = formatId('310000', 'DATASET', 1);
    let index = await open();
    try {
      await index.apply('310000', { changes: [{ seq: 1, id, version: 1, op: 'UPSERT', document: JSON.stringify({ id, titles: [{ lang: 'zh', text: '空气' }] }) }], setAside: [], position: { cursor: 'c1', seq: 1 } });
      await index.close();
      await removeIndices(url, name);
      index = await open(0);
      expect(index.ready).toBe(false);
      await expect(index.search(request)).rejects.toMatchObject({ extensions: { code: 'INDEX_UNAVAILABLE' } });
      await index.close();
      await removeIndices(url, name);
      index = await open(0);
      await until('the index to be filled', async () => index.ready);
      expect((await index.search(request)).hits.map((hit) => hit.id)).toEqual([id]);
    } finally {
      await index.close();
      await removeIndices(url, name);
      await rm(folder, { recursive: true });
    }
  });

  searchIndexCases('OpenSearch', () => createSite(), undefined, 0.25);
  searchIndexLineageCases('OpenSearch', () => createSite(), 2);
  searchIndexVectorCases('OpenSearch', () => createSite(), 2);
  searchIndexAudienceCases('OpenSearch', () => createSite(), Number(process.env['AUDIENCE_RUNS'] ?? 1));
  searchIndexReadingCases('OpenSearch', createSite);
  searchIndexAudienceCases('OpenSearch, with a lexicon', () => createSite(AUDIENCE_LEXICON), Number(process.env['AUDIENCE_RUNS'] ?? 1));
});
