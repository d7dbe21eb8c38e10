import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { IndexWriter } from '../subgraphs/search/index/libsql/index-writer.js';
import { openWriter } from '../subgraphs/search/index/libsql/schema.js';
import { createPreparer } from '../subgraphs/search/index/libsql-search-index.js';
import type { RecordChange } from '../subgraphs/search/index/search-index.js';
import type { PreparedBatch } from '../subgraphs/search/index/prepared-batch.js';
import { createEntryBuilder } from '../subgraphs/search/model/index-entry.js';
import { createIndexTokenizer } from '../subgraphs/search/text/index-tokens.js';
import { createWordSplitter } from '../subgraphs/search/text/split-words.js';
import { generatedDataset } from './lib/generated-corpus.js';
import { revisedDataset } from './lib/revised-dataset.js';

/** What it costs the writing of the index to leave nothing of what is removed: the same records with and without, in turn. */
const { values } = parseArgs({ options: { records: { type: 'string', default: '40000' }, changes: { type: 'string', default: '2000' } } });
const [RECORDS, CHANGES] = [Number(values.records), Number(values.changes)];
const PAGE = 500;
const LOG = '310000';

const splitter = createWordSplitter();
const prepare = createPreparer(splitter);
type Change = Pick<RecordChange, 'op' | 'document'>;
const batch = (from: number, count: number, version: number, change: (n: number) => Change): PreparedBatch =>
  prepare(LOG, {
    changes: Array.from({ length: count }, (_, at) => ({ seq: from + at + 1, id: generatedDataset(from + at).id, version, ...change(from + at) })),
    setAside: [],
    position: { cursor: String(from), seq: from + count },
  });

const upsert = (document: string): Change => ({ op: 'UPSERT', document });
/** Prepared before the clock runs: that is another thread's work. */
const first = Array.from({ length: RECORDS / PAGE }, (_, page) => batch(page * PAGE, PAGE, 1, (n) => upsert(generatedDataset(n).document)));
const pages = (version: number, change: (n: number) => Change): readonly PreparedBatch[] => Array.from({ length: CHANGES / PAGE }, (_, page) => batch(page * PAGE, PAGE, version, change));
const revised = pages(2, (n) => upsert(revisedDataset(n, 0)));
const rewritten = pages(3, (n) => upsert(revisedDataset(n, 1)));
const withdrawn = pages(4, () => ({ op: 'TOMBSTONE', document: '{}' }));
const single = Array.from({ length: 100 }, (_, at) => batch(RECORDS - 1 - at, 1, 2, (n) => upsert(revisedDataset(n, 0))));

const perSecond = (count: number, work: () => void): number => {
  const begun = performance.now();
  work();
  return count / ((performance.now() - begun) / 1_000);
};

/** Records a second, of each kind of change. */
function write(securely: boolean): readonly number[] {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-bench-'));
  const writer = new IndexWriter(openWriter(join(folder, 'index.db'), securely), () => createEntryBuilder(createIndexTokenizer(splitter)));
  const apply = (batches: readonly PreparedBatch[]) => (): void => {
    for (const one of batches) writer.apply([one]);
    // What was only marked has to go too.
    while (writer.tidy());
  };
  const rates = [perSecond(RECORDS, apply(first)), perSecond(single.length, apply(single)), ...[revised, rewritten, withdrawn].map((kind) => perSecond(CHANGES, apply(kind)))];
  writer.close();
  rmSync(folder, { recursive: true });
  return rates;
}

const rounds = [write(false), write(true), write(true), write(false)];
const mean = (of: number, ...which: readonly [number, number]): number => which.reduce((sum, round) => sum + (rounds[round]?.[of] ?? NaN), 0) / 2;
console.log(`${String(RECORDS)} records, ${String(CHANGES)} changed in pages of ${String(PAGE)}, ${String(single.length)} changed one by one; records a second`);
for (const [of, name] of ['new', 'changed in some words, one by one', 'the same, in pages', 'changed in nearly all words', 'withdrawn'].entries()) {
  const [without, securely] = [mean(of, 0, 3), mean(of, 1, 2)];
  console.log(`${name}: ${without.toFixed(0)} without, ${securely.toFixed(0)} securely, ratio ${(securely / without).toFixed(2)}`);
}
