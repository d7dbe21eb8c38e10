import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatId } from '../../../../../schema/ids.js';
import { LibsqlSearchIndex } from '../../../../../subgraphs/search/index/libsql-search-index.js';
import { parseLexicon } from '../../../../../subgraphs/search/text/lexicon/parse-lexicon.js';
import { createWordSplitter } from '../../../../../subgraphs/search/text/split-words.js';

const splitter = createWordSplitter();
const lexicon = parseLexicon({ dictionary: '', synonyms: '空气质量 | air quality', stopWords: 'of', lightWords: '' });
const id = (serial: number): string => formatId('310000', 'DATASET', serial);

let folder: string;
let index: LibsqlSearchIndex;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lenient-'));
  index = await LibsqlSearchIndex.open(join(folder, 'index.db'), { splitter, lexicon });
});

afterEach(async () => {
  await index.close();
  rmSync(folder, { recursive: true });
});

async function put(...descriptions: readonly string[]): Promise<void> {
  const changes = descriptions.map((text, at) => ({ seq: at + 1, id: id(at + 1), version: 1, op: 'UPSERT' as const, document: JSON.stringify({ id: id(at + 1), titles: [{ lang: 'zh', text: '记录' }], descriptions: [{ lang: 'zh', text }] }) }));
  await index.apply('310000', { changes, setAside: [], position: { cursor: 'c', seq: changes.length } });
}

describe('of records that have the same words', () => {
  const order = async (query: string, ...descriptions: readonly string[]) => {
    await put(...descriptions);
    const { hits } = await index.search({ query, filter: {}, sort: 'RELEVANCE', first: 20, after: null, lang: 'ZH', facets: [], facetSize: 0, highlights: false, sameAs: false });
    return hits.map((hit) => hit.id);
  };

  test('those go first whose words stand together', async () => {
    expect(await order('solar radiation', 'radiation of lamps in solar cells', 'solar radiation of lamps in cells')).toEqual([2, 1].map(id));
  });

  test('those that speak of it at once, and again', async () => {
    expect(await order('降水', '本站观测气温、气压、湿度和降水', '降水：本站观测的降水、气温和湿度')).toEqual([2, 1].map(id));
  });

  test('so of the words by which they were found', async () => {
    expect(await order('空气质量', 'of quality: fresh cool air', 'air quality: fresh and cool')).toEqual([2, 1].map(id));
  });
});
