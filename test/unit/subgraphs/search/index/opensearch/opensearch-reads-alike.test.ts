import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { formatId } from '../../../../../../schema/ids.js';
import { LibsqlSearchIndex } from '../../../../../../subgraphs/search/index/libsql-search-index.js';
import { FedIndex } from '../../../../../../subgraphs/search/index/opensearch/ledger/fed-index.js';
import { OpenSearchIndex } from '../../../../../../subgraphs/search/index/opensearch-search-index.js';
import type { ChangeBatch, SearchAnswer, SearchIndex } from '../../../../../../subgraphs/search/index/search-index.js';
import { parseLexicon } from '../../../../../../subgraphs/search/text/lexicon/parse-lexicon.js';
import { createQueryReader } from '../../../../../../subgraphs/search/text/query-terms.js';
import { createWordSplitter } from '../../../../../../subgraphs/search/text/split-words.js';
import { makeQuickFolder } from '../../../../../servers/quick-folder.js';
import { describeWithOpenSearch, removeIndices } from '../../../../../support/opensearch.js';

const lexicon = parseLexicon({ dictionary: '', synonyms: '空气质量 | air quality\n水文 => hydrology\n监测站 | monitoring station', stopWords: 'of\n数据', lightWords: '监测\nlist' });
const splitter = createWordSplitter();
const logger = pino({ level: 'silent' });
const READERS = [{ authorities: [] }, { authorities: ['440000'] }] as const;

const WORDS = ['空气质量', '空气湿度', '水文', '监测站', '数据', '年报', 'air quality', 'hydrology', 'monitoring station', 'stations', 'weather', 'GB/T 2260', 'PM2.5', '停车场'];
/** Words that nobody has, misspelt ones and names in other spellings. */
const ASKED = [...WORDS, '火星', 'wether', 'hydrolgy', 'staton', 'gbt2260', 'pm25', '空汽质量', '水闻', '空质气量', 'airquality', 'hydro logy', '监测', 'of'];
const text = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const record = fc.record({ title: text, keywords: fc.array(fc.constantFrom(...WORDS), { maxLength: 2 }), description: fc.option(text, { nil: undefined }), openness: fc.constantFrom('OPEN', 'CONDITIONAL'), isPublic: fc.constantFrom(true, true, true, false) });
const query = fc.array(fc.constantFrom(...ASKED), { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));

type Given = typeof record extends fc.Arbitrary<infer One> ? One : never;

const batchOf = (records: readonly (Given & { readonly serial: number })[], audience: object): ChangeBatch => ({
  changes: records.map(({ serial, title, keywords, description, openness }, at) => {
    const id = formatId('310000', 'DATASET', serial);
    const descriptions = description === undefined ? [] : [{ lang: 'zh', text: description }];
    return { seq: at + 1, id, version: 1, op: 'UPSERT', document: JSON.stringify({ id, titles: [{ lang: 'zh', text: title }], keywords, descriptions, openness, ...audience }) };
  }),
  setAside: [],
  position: { cursor: 'c', seq: Math.max(1, records.length) },
});

/** What both engines agree on: all but the order of hits that are nearly alike. */
const told = ({ total, hits, facets, didYouMean }: SearchAnswer) => ({
  total, facets, didYouMean, hits: hits.map(({ id, matchedBy, highlights }) => ({ id, matchedBy, highlights })).sort((a, b) => (a.id < b.id ? -1 : 1)),
});

describeWithOpenSearch('a cluster', (url) => {
  test('reads queries as the embedded engine does: it finds the same, says by the same words why, and proposes the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 140 }), fc.array(query, { minLength: 25, maxLength: 25 }), async (given, queries) => {
        const folder = await makeQuickFolder('ucat-alike-');
        const [file, name] = [join(folder, 'ledger.db'), `test_${randomBytes(6).toString('hex')}`];
        const readQuery = createQueryReader(createWordSplitter(lexicon.words), lexicon);
        const embedded = await LibsqlSearchIndex.open(join(folder, 'index.db'), { splitter, lexicon });
        const cluster = await OpenSearchIndex.open({ file, url, name, door: new FedIndex({ file, url, name, logger, splitter }), readQuery, isLenient: true, logger });
        try {
          const records = given.map((one, at) => ({ ...one, serial: at + 1 }));
          for (const index of [embedded, cluster]) {
            await index.apply('310000', batchOf(records.filter(({ isPublic }) => isPublic), {}));
            await index.apply('310000/MEMBER', batchOf(records.filter(({ isPublic }) => !isPublic), { audience: 'MEMBER' }));
          }
          for (const asked of queries) {
            for (const reader of READERS) {
              const answer = async (index: SearchIndex) => told(await index.search({ query: asked, filter: {}, sort: 'RELEVANCE', first: 100, after: null, lang: 'ZH', facets: ['OPENNESS', 'KEYWORD'], facetSize: 20, highlights: true, sameAs: false, matchedBy: true, didYouMean: true }, reader));
              const [one, other] = [await answer(embedded), await answer(cluster)];
              // Where not all hits are on the page, which are depends on their order.
              const [expected, received] = one.total > 100 ? [{ ...one, hits: [] }, { ...other, hits: [] }] : [one, other];
              expect({ asked, ...received }).toEqual({ asked, ...expected });
            }
          }
        } finally {
          await embedded.close();
          await cluster.close();
          await removeIndices(url, name);
          await rm(folder, { recursive: true });
        }
      }),
      { numRuns: Number(process.env['ALIKE_RUNS'] ?? 3) },
    );
  }, 240_000);
});
