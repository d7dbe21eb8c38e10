import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatId } from '../../../../../../schema/ids.js';
import { sha256Hex } from '../../../../../../schema/sha256-hex.js';
import { IndexWriter } from '../../../../../../subgraphs/search/index/libsql/index-writer.js';
import { openWriter } from '../../../../../../subgraphs/search/index/libsql/schema.js';
import { createPreparer } from '../../../../../../subgraphs/search/index/libsql-search-index.js';
import type { RecordChange } from '../../../../../../subgraphs/search/index/search-index.js';
import { createEntryBuilder } from '../../../../../../subgraphs/search/model/index-entry.js';
import { createIndexTokenizer } from '../../../../../../subgraphs/search/text/index-tokens.js';
import { createWordSplitter } from '../../../../../../subgraphs/search/text/split-words.js';
import { pagesWithTraces } from '../../../../../support/page-gaps.js';

/* Copies that the engine made when it moved rows, names among them, which stand in their order, and merged words, and that came into the file while records were only added. */

const splitter = createWordSplitter();
const prepare = createPreparer(splitter);
const id = (serial: number): string => formatId('310000', 'ORGANIZATION', serial);
/** A word that only one version of one record has: of letters by which no two begin with many that are alike. */
const word = (serial: number, version: number): string => `qz${sha256Hex(`${String(serial)} ${String(version)}`).slice(0, 12).replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))}`;
/** Without its beginning, which the full text may share with the word before it. */
const mark = (serial: number, version: number): string => word(serial, version).slice(6);

interface Act {
  readonly serial: number;
  readonly filling: number;
}

/** @param pageBytes of the full text: the smaller, the more words stand where its pages begin */
async function filesHoldWhatIsLive(pageBytes: number, batches: readonly (readonly Act[])[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-traces-'));
  const connection = openWriter(join(folder, 'index.db'));
  connection.exec(`INSERT INTO tokens (tokens, rank) VALUES ('pgsz', ${String(pageBytes)})`);
  const writer = new IndexWriter(connection, () => createEntryBuilder(createIndexTokenizer(splitter)), { mostPages: 8 });
  const versions = new Map<number, number>();
  let seq = 0;
  const publish = ({ serial, filling }: Act): RecordChange => {
    const version = (versions.get(serial) ?? 0) + 1;
    versions.set(serial, version);
    const text = word(serial, version);
    return { seq: ++seq, id: id(serial), version, op: 'UPSERT', document: JSON.stringify({ id: id(serial), titles: [{ lang: 'zh', text: `水文 ${text}` }], descriptions: [{ lang: 'zh', text: `${text}。`.repeat(filling) }], keywords: [text], uscc: text.repeat(1 + (filling % 40)) }) };
  };
  try {
    for (const [at, acts] of batches.entries()) {
      // What was only added, and came into the file some pages at a time.
      if (at === batches.length - 1) expect(pagesWithTraces(join(folder, 'index.db'))).toEqual([]);
      writer.apply([prepare('310000', { changes: acts.map(publish), setAside: [], position: { cursor: String(seq), seq } })]);
    }
    // More than two hundred words of a transaction are dropped in steps.
    while (writer.tidy());
    const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1')).join('\n');
    const gone = [...versions].flatMap(([serial, version]) => Array.from({ length: version - 1 }, (_, at) => mark(serial, at + 1)));
    expect(gone.filter((text) => bytes.includes(text) || bytes.includes(text.toUpperCase()))).toEqual([]);
    for (const [serial, version] of versions) expect(bytes.includes(mark(serial, version))).toBe(true);
  } finally {
    writer.close();
    rmSync(folder, { recursive: true });
  }
}

test('of what is replaced nothing is left, though it came into the file while nothing was removed', async () => {
  const filling = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 20, max: 900 }));
  const adds = fc.array(filling, { minLength: 100, maxLength: 160, size: 'max' }).map((fillings) => fillings.map((one, at): readonly Act[] => [{ serial: at + 1, filling: one }]));
  const changes = fc.array(fc.record({ serial: fc.integer({ min: 1, max: 100 }), filling }), { minLength: 10, maxLength: 40, size: 'max' });
  await fc.assert(fc.asyncProperty(fc.constantFrom(16_256, 1_000), adds, changes, async (pageBytes, first, then) => filesHoldWhatIsLive(pageBytes, [...first, then])), { numRuns: 8, endOnFailure: true });
}, 120_000);
