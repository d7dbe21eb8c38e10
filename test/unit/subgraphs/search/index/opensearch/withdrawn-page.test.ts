import { expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { EVERYBODY } from '../../../../../../schema/audience.js';
import { formatId } from '../../../../../../schema/ids.js';
import { ClusterSearches } from '../../../../../../subgraphs/search/index/opensearch/cluster-searches.js';
import { Cluster } from '../../../../../../subgraphs/search/index/opensearch/cluster.js';
import { FedIndex } from '../../../../../../subgraphs/search/index/opensearch/ledger/fed-index.js';
import { Ledger } from '../../../../../../subgraphs/search/index/opensearch/ledger/ledger.js';
import { LedgerReader } from '../../../../../../subgraphs/search/index/opensearch/ledger/ledger-reader.js';
import { OpenSearchIndex } from '../../../../../../subgraphs/search/index/opensearch-search-index.js';
import type { ChangeBatch } from '../../../../../../subgraphs/search/index/search-index.js';
import { createQueryReader } from '../../../../../../subgraphs/search/text/query-terms.js';
import { createWordSplitter } from '../../../../../../subgraphs/search/text/split-words.js';
import { makeQuickFolder } from '../../../../../servers/quick-folder.js';
import { describeWithOpenSearch, removeIndices } from '../../../../../support/opensearch.js';

const A = '310000';
const splitter = createWordSplitter();
const readQuery = createQueryReader(splitter);
const logger = pino({ level: 'silent' });

const idOf = (serial: number): string => formatId(A, 'DATASET', serial);
const serials = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);
const batchOf = (serials: readonly number[], version: number, op: 'UPSERT' | 'TOMBSTONE'): ChangeBatch => ({
  changes: serials.map((serial) => ({ seq: 100 * version + serial, id: idOf(serial), version, op, document: JSON.stringify({ id: idOf(serial), titles: [{ lang: 'zh', text: '空气质量' }] }) })),
  setAside: [],
  position: { cursor: `c${String(version)}`, seq: 100 * version + 99 },
});

/** Tells how often it was asked. */
class CountingCluster extends Cluster {
  asked = 0;

  override async ask<Answer>(...request: Parameters<Cluster['ask']>): Promise<Answer> {
    this.asked++;
    return super.ask<Answer>(...request);
  }

  override async searchEach<Answer>(...request: Parameters<Cluster['searchEach']>): Promise<readonly Answer[]> {
    this.asked++;
    return super.searchEach<Answer>(...request);
  }
}

describeWithOpenSearch('pages of a cluster that has not followed yet', (url) => {
  test('go on behind a page of which everything was withdrawn', async () => {
    const folder = await makeQuickFolder('ucat-withdrawn-');
    const [file, name] = [join(folder, 'ledger.db'), `test_${randomBytes(6).toString('hex')}`];
    const filled = await OpenSearchIndex.open({ file, url, name, door: new FedIndex({ file, url, name, logger, splitter }), readQuery, logger });
    await filled.apply(A, batchOf(serials(43), 1, 'UPSERT'));
    await filled.close();
    const ledger = new Ledger(file, splitter);
    ledger.apply(A, batchOf(serials(40), 2, 'TOMBSTONE'));
    ledger.close();
    const reader = new LedgerReader(file);
    const cluster = new CountingCluster({ url });
    try {
      const searches = new ClusterSearches({ cluster, index: name, ledger: reader, readQuery, isLenient: false });
      const request = { query: '空气质量', filter: {}, sort: 'PUBLISHED', first: 2, after: null, lang: 'ZH', facets: ['KIND'], facetSize: 5, highlights: false, sameAs: false } as const;
      const answer = await searches.search(request, EVERYBODY);
      expect(answer).toMatchObject({ total: 43, hits: [{ id: idOf(41) }, { id: idOf(42) }], hasNextPage: true, facets: [{ field: 'KIND', buckets: [{ value: 'DATASET', count: 43 }] }] });
      // Pages of 2, 8 and 32: what was withdrawn may be all that an authority had.
      expect(cluster.asked).toBe(3);
      expect(await searches.search({ ...request, after: answer.hits[1]?.cursor ?? null }, EVERYBODY)).toMatchObject({ hits: [{ id: idOf(43) }], hasNextPage: false });
    } finally {
      reader.close();
      await cluster.close();
      await removeIndices(url, name);
      await rm(folder, { recursive: true });
    }
  }, 60_000);
});
