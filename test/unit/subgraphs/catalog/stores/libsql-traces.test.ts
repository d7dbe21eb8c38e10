import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { formatId } from '../../../../../schema/ids.js';
import { contentHash, publishRecord, publishTombstone, type RecordContent } from '../../../../../subgraphs/catalog/model.js';
import { openLibsqlRecordStore } from '../../../../../subgraphs/catalog/stores/libsql-record-store.js';
import type { WriteAheadLogOptions } from '../../../../../subgraphs/kit/libsql/write-ahead-log.js';
import type { Change } from '../../../../../subgraphs/catalog/stores/record-store.js';

/* What a record said and says no more stands in no file of the store, wherever the engine has moved its row. */

const AT = '2026-01-01T00:00:00.000Z';
const logger = pino({ level: 'silent' });
const id = (serial: number): string => formatId('MEE', 'DATASET', serial);
const mark = (serial: number, version: number): string => `qz${String(serial)}v${String(version)}q`;
/** The identifier at the source, which stays with a retired record. */
const source = (serial: number, version: number): string => `sz${String(serial)}v${String(version)}q`;

interface Act {
  readonly serial: number;
  readonly retires: boolean;
  readonly filling: number;
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-traces-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const inFiles = (path: string): string => readdirSync(path).map((name) => readFileSync(join(path, name), 'latin1')).join('\n');

function published(serial: number, version: number, filling: number): Change {
  const body = { kind: 'DATASET', titles: [{ lang: 'zh', text: `${mark(serial, version)} `.repeat(filling) }], sources: [{ system: 's', identifier: source(serial, version).repeat(Math.min(filling, 60)) }] } as unknown as RecordContent;
  return { op: 'UPSERT', published: publishRecord(body, id(serial), version, AT), contentHash: contentHash(body), at: AT };
}

const retired = (serial: number, version: number): Change => ({ op: 'TOMBSTONE', kind: 'DATASET', published: publishTombstone({ id: id(serial), version, reason: 'mistake' }), at: AT });

/** What the files of a store hold though it says it no more, and whether it holds all that it says. */
function left(place: string, live: ReadonlyMap<number, { readonly version: number; readonly live: boolean }>): readonly string[] {
  const bytes = inFiles(place);
  for (const [serial, { version, live: lives }] of live) if (lives) expect(bytes.includes(mark(serial, version))).toBe(true);
  const gone = [...live].flatMap(([serial, { version, live: lives }]) => Array.from({ length: version - 1 }, (_, at) => [mark(serial, at + 1), ...(lives || at + 2 < version ? [source(serial, at + 1)] : [])]).flat());
  return gone.filter((text) => bytes.includes(text));
}

interface Doing {
  readonly log?: WriteAheadLogOptions;
  /** The first batch after which the files are looked into. @default 0 */
  readonly from?: number;
}

/** Does what is said in a store of its own, and looks into its files after each batch. */
async function filesHoldWhatIsLive(batches: readonly (readonly Act[])[], { log = {}, from = 0 }: Doing = {}): Promise<void> {
  const place = mkdtempSync(join(folder, 'store-'));
  const store = openLibsqlRecordStore({ path: join(place, 'catalog.db'), logger, log });
  const live = new Map<number, { version: number; live: boolean }>();
  try {
    for (const [at, acts] of batches.entries()) {
      const changes = acts.map(({ serial, retires, filling }) => {
        const before = live.get(serial) ?? { version: 0, live: false };
        const version = before.version + 1;
        live.set(serial, { version, live: !(retires && before.live) });
        return retires && before.live ? retired(serial, version) : published(serial, version, filling);
      });
      await store.append('MEE', changes);
      if (at >= from) expect(left(place, live)).toEqual([]);
    }
  } finally {
    await store.close();
  }
  expect(left(place, live)).toEqual([]);
}

/** Few long rows, which fill pages by themselves, among short ones, which are moved between pages together. */
const act = fc.record({ serial: fc.integer({ min: 1, max: 60 }), retires: fc.boolean(), filling: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 60, max: 440 }), fc.integer({ min: 60, max: 900 })) });

test('whatever is done to records in whatever order, the files hold what is live, and nothing of what was', async () => {
  const batches = fc.array(fc.array(act, { minLength: 1, maxLength: 30, size: 'max' }), { minLength: 1, maxLength: 10, size: 'max' });
  await fc.assert(fc.asyncProperty(batches, async (some) => filesHoldWhatIsLive(some)), { numRuns: 14, endOnFailure: true });
}, 120_000);

test('also of what came into the file before anything was removed', async () => {
  const adds = fc.shuffledSubarray(Array.from({ length: 200 }, (_, at) => at + 1), { minLength: 200 }).chain((serials) => fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 200, maxLength: 200 }).map((fillings) => serials.map((serial, at) => [{ serial, retires: false, filling: fillings[at] as number }])));
  const changes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 20, maxLength: 60, size: 'max' }).map((serials) => serials.map((serial): readonly Act[] => [{ serial, retires: serial % 2 === 0, filling: 1 }]));
  await fc.assert(fc.asyncProperty(adds, changes, async (first, then) => filesHoldWhatIsLive([...first, ...then], { log: { mostPages: 8 }, from: first.length + then.length - 1 })), { numRuns: 4, endOnFailure: true });
}, 120_000);
