import { mkdtemp, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { FedIndex } from '../../../../../subgraphs/search/index/opensearch/ledger/fed-index.js';
import { OpenSearchIndex } from '../../../../../subgraphs/search/index/opensearch-search-index.js';
import { createWordSplitter } from '../../../../../subgraphs/search/text/split-words.js';
import { searchIndexAudienceCases } from '../../../../cases/search-index-audiences.cases.js';
import { searchIndexCases } from '../../../../cases/search-index.cases.js';
import { describeWithOpenSearch, removeIndices } from '../../../../support/opensearch.js';

const splitter = createWordSplitter();
const logger = pino({ level: 'silent' });

describeWithOpenSearch('the port', (url) => {
  const createSite = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'ucat-ledger-'));
    const name = `test_${randomBytes(6).toString('hex')}`;
    const file = join(folder, 'ledger.db');
    return {
      open: () => OpenSearchIndex.open({ file, url, name, door: new FedIndex({ file, url, name, logger, splitter }), splitter, logger }),
      remove: async () => {
        await removeIndices(url, name);
        await rm(folder, { recursive: true });
      },
    };
  };
  searchIndexCases('OpenSearch', createSite, undefined, 0.25);
  searchIndexAudienceCases('OpenSearch', createSite, Number(process.env['AUDIENCE_RUNS'] ?? 1));
});
