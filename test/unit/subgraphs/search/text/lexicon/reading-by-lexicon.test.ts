import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readByLexicons, type LexiconReading } from '../../../../../../subgraphs/search/text/lexicon/reading-by-lexicon.js';
import type { QueryTerms } from '../../../../../../subgraphs/search/text/query-terms.js';

let folder: string;
let reading: LexiconReading;
let told: string[];
let next: Promise<(query: string) => QueryTerms>;
let failed: Promise<void>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lexicon-'));
  told = [];
  let onFailed: () => void;
  failed = new Promise((resolve) => (onFailed = resolve));
  const logger = pino({ level: 'error' }, { write: (line: string) => {
    told.push(line);
    onFailed();
  } });
  next = new Promise((resolve) => {
    reading = readByLexicons({ folders: [folder], logger, onChanged: resolve, everyMillis: 5 });
  });
});

afterEach(() => {
  reading.close();
  rmSync(folder, { recursive: true });
});

const ways = ({ conditions }: QueryTerms) => conditions.flatMap(({ others = [] }) => others.map(({ found }) => found));

test('a file that is made is read by the next queries, without a restart', async () => {
  expect(ways(reading.readQuery('河长'))).toEqual([]);
  writeFileSync(join(folder, 'synonyms.txt'), '河长 | river chief\n');
  expect(ways((await next)('河长'))).toEqual(['river chief']);
});

test('a file that can not be used is told of, and what was read before stays', async () => {
  writeFileSync(join(folder, 'synonyms.txt'), 'alone\n');
  await failed;
  expect(told[0]).toContain('Line 1');
  writeFileSync(join(folder, 'synonyms.txt'), '河长 | river chief\n');
  expect(ways((await next)('河长'))).toEqual(['river chief']);
});
