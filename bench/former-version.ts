import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { LibsqlSearchIndex } from '../subgraphs/search/index/libsql-search-index.js';
import type { RecordChange } from '../subgraphs/search/index/search-index.js';
import { FormerVersion } from '../subgraphs/search/index/versions/former-version.js';
import { CORPUS_AUTHORITIES, generatedDataset } from './lib/generated-corpus.js';

const BATCH = 2_000;
const WITHDRAWN = 10;

/** How long it takes to take ten withdrawn records out of a former version of so many, in ms: their texts, then their words. */
export async function formerVersion(records: number): Promise<{ readonly records: number; readonly textsMillis: number; readonly wordsMillis: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-former-'));
  const at = (name: string): string => join(folder, name);
  try {
    await fill(at('former.db'), records);
    for (const name of readdirSync(folder)) copyFileSync(at(name), at(name.replace('former', 'served')));
    const [authority = ''] = CORPUS_AUTHORITIES;
    const served = await LibsqlSearchIndex.open(at('served.db'));
    const { seq } = await served.position(authority);
    const changes = Array.from({ length: WITHDRAWN }, (_, n): RecordChange => ({ seq: seq + n + 1, version: 2, op: 'TOMBSTONE', id: generatedDataset(n * CORPUS_AUTHORITIES.length).id, document: '{}' }));
    await served.apply(authority, { changes, setAside: [], position: { cursor: 'withdrawn', seq: seq + WITHDRAWN } });
    const former = FormerVersion.open(at('former.db'), at('served.db'));
    const timed = (work: () => void): number => {
      const started = performance.now();
      work();
      return Math.round(performance.now() - started);
    };
    const textsMillis = timed(() => {
      if (former?.drop() !== WITHDRAWN) throw new Error(`Expected ${String(WITHDRAWN)} records to be taken out.`);
    });
    const wordsMillis = timed(() => {
      while (former?.dropWords());
    });
    former?.close();
    await served.close();
    return { records, textsMillis, wordsMillis };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function fill(file: string, records: number): Promise<void> {
  const index = await LibsqlSearchIndex.open(file);
  for (const [place, authority] of CORPUS_AUTHORITIES.entries()) {
    const all: RecordChange[] = [];
    for (let n = place; n < records; n += CORPUS_AUTHORITIES.length) {
      const { id, document } = generatedDataset(n);
      all.push({ seq: all.length + 1, version: 1, op: 'UPSERT', id, document });
    }
    for (let from = 0; from < all.length; from += BATCH) {
      const changes = all.slice(from, from + BATCH);
      await index.apply(authority, { changes, setAside: [], position: { cursor: String(from), seq: from + changes.length } });
    }
  }
  await index.close();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { records: { type: 'string', default: '20000' } } });
  console.log(await formerVersion(Number(values.records)));
}
