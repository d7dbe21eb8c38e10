import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { audienceOf, logKey, maySee } from '../../../../../schema/audience.js';
import type { RecordInput } from '../../../../../schema/generated/catalog.js';
import { formatId } from '../../../../../schema/ids.js';
import { asSeenBy, logsFor } from '../../../../../subgraphs/catalog/log/readable-logs.js';
import { verifyLog } from '../../../../../subgraphs/catalog/log/verify-log.js';
import { Publisher } from '../../../../../subgraphs/catalog/publish/publisher.js';
import { openLibsqlRecordStore } from '../../../../../subgraphs/catalog/stores/libsql-record-store.js';
import type { Change, RecordStore } from '../../../../../subgraphs/catalog/stores/record-store.js';
import { ANONYMOUS, type Viewer } from '../../../../../subgraphs/kit/viewer.js';

/* Records for everybody and for fewer, published into a real store on disk: which log has what, and who sees what. */

const A = '310000';
const id = (serial: number): string => formatId(A, 'ORGANIZATION', serial);
const office = (serial: number, title: string, more: Partial<RecordInput> = {}): RecordInput => ({ kind: 'ORGANIZATION', id: id(serial), titles: [{ lang: 'zh', text: title }], ...more });
const unnamed = (title: string, more: Partial<RecordInput> = {}): RecordInput => ({ kind: 'ORGANIZATION', titles: [{ lang: 'zh', text: title }], ...more });
const staffOf = (...authorities: readonly string[]): Viewer => ({ subject: 'somebody', authorities, roles: [] });
const VIEWERS: readonly Viewer[] = [ANONYMOUS, staffOf('MOT'), staffOf('MEE'), staffOf('330000'), staffOf(A)];
const everything = { afterSeq: 0, limit: 1_000, limitBytes: 1e9 };
let folder: string;
let store: RecordStore;
/** Appends that are tried before the next one dies with its process; none dies where it is null. */
let appendsLeft: number | null;
let publisher: Publisher;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'audiences-'));
  store = openLibsqlRecordStore({ path: join(folder, 'catalog.db'), logger: pino({ level: 'silent' }) });
  appendsLeft = null;
  publisher = new Publisher({ store, served: new Set([A]), onAppend: () => undefined, beforeAppend: dyingAppend });
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function dyingAppend(): Promise<void> {
  if (appendsLeft === null) return;
  if (appendsLeft === 0) throw new Error('the process died');
  appendsLeft -= 1;
}

const entriesOf = async (log: string): Promise<readonly string[]> => (await store.changes(log, everything)).entries.map(({ id: of, version, op, document }) => `${of} ${String(version)} ${op} ${document === null ? '-' : 'text'}`);
const seen = async (viewer: Viewer, serial: number) => {
  const [stored = null] = await store.getMany([id(serial)]);
  return asSeenBy(viewer, stored);
};

describe('the log of an audience', () => {
  test('has its records and no others, each log from its own number 1', async () => {
    await publisher.upsert([office(1, 'for all'), office(2, 'for members', { audience: 'MEMBER' }), office(3, 'for two', { audience: 'NAMED', named: ['MEE', '330000'] }), office(4, 'for us', { audience: 'OWNER' })]);
    expect(await store.logsOf(A)).toEqual([A, logKey(A, 'MEMBER'), logKey(A, 'NAMED:330000,MEE'), logKey(A, 'OWNER')]);
    expect(await store.head(A)).toMatchObject({ head: 1, live: 1 });
    expect(await entriesOf(logKey(A, 'MEMBER'))).toEqual([`${id(2)} 1 UPSERT text`]);
  });

  test('a record whose audience changes is hidden first, then told to the others, and its versions go on', async () => {
    await publisher.upsert([office(1, 'a')]);
    await publisher.upsert([office(1, 'a', { audience: 'MEMBER' })]);
    expect(await entriesOf(A)).toEqual([`${id(1)} 1 UPSERT -`, `${id(1)} 2 TOMBSTONE text`]);
    expect(await entriesOf(logKey(A, 'MEMBER'))).toEqual([`${id(1)} 3 UPSERT text`]);
    await publisher.upsert([office(1, 'a')]);
    expect(await entriesOf(A)).toEqual([`${id(1)} 1 UPSERT -`, `${id(1)} 2 TOMBSTONE -`, `${id(1)} 5 UPSERT text`]);
    expect(await entriesOf(logKey(A, 'MEMBER'))).toEqual([`${id(1)} 3 UPSERT -`, `${id(1)} 4 TOMBSTONE text`]);
  });

  test('what its readers are told of a record that left says nothing of where it went', async () => {
    await publisher.upsert([office(1, 'a')]);
    await publisher.upsert([office(1, 'secret name', { audience: 'NAMED', named: ['MEE'] })]);
    const { entries } = await store.changes(A, everything);
    expect(JSON.parse(entries[1]?.document ?? '')).toEqual({ id: id(1), version: 2, reason: 'not published here any more' });
  });

  test('a record is retired in the log that it stands in', async () => {
    await publisher.upsert([office(1, 'a', { audience: 'MEMBER' })]);
    await publisher.retire({ id: id(1), reason: 'closed' });
    expect(await entriesOf(A)).toEqual([]);
    expect(await entriesOf(logKey(A, 'MEMBER'))).toEqual([`${id(1)} 1 UPSERT -`, `${id(1)} 2 TOMBSTONE text`]);
    expect(await seen(ANONYMOUS, 1)).toBeNull();
    expect(await seen(staffOf('MOT'), 1)).toMatchObject({ state: 'RETIRED' });
  });

  test('sources, serials and numbers are those of the authority, whatever the log', async () => {
    const from = { sources: [{ system: 'ckan', identifier: 'x' }] };
    const fresh = unnamed('a', { audience: 'OWNER', ...from });
    expect(await publisher.upsert([fresh])).toMatchObject([{ outcome: 'CREATED', id: id(1) }]);
    expect(await publisher.upsert([{ ...fresh, audience: 'PUBLIC' }])).toMatchObject([{ outcome: 'UPDATED', id: id(1), version: 3 }]);
    expect(await publisher.upsert([office(2, 'b', from)])).toMatchObject([{ outcome: 'REJECTED', problems: [{ rule: 'SOURCE_CONFLICT' }] }]);
    expect(await publisher.upsert([unnamed('c')])).toMatchObject([{ outcome: 'CREATED', id: id(2) }]);
  });

  test('an organization is found by its code by those only who may know of it', async () => {
    const uscc = '91350100M000100Y43';
    await publisher.upsert([office(1, 'a', { uscc, audience: 'NAMED', named: ['MEE'] })]);
    expect(await Promise.all(VIEWERS.map((viewer) => store.findByUscc(uscc, logsFor(viewer))))).toEqual([null, null, id(1), null, id(1)]);
  });

  test('core data are for their owner, whatever the record says, and leave the log that they stand in', async () => {
    const dataset: RecordInput = { kind: 'DATASET', id: formatId(A, 'DATASET', 1), titles: [{ lang: 'zh', text: 'd' }], descriptions: [{ lang: 'zh', text: 'd' }], owner: id(1), themes: ['environment'], frequency: 'DAILY', shareType: 'UNCONDITIONAL', openness: 'OPEN' };
    await publisher.upsert([dataset]);
    await publisher.upsert([{ ...dataset, grade: 'CORE' }]);
    const [stored = null] = await store.getMany([dataset.id ?? '']);
    expect(stored?.log).toBe(logKey(A, 'OWNER'));
    expect(VIEWERS.map((viewer) => asSeenBy(viewer, stored) !== null)).toEqual([false, false, false, false, true]);
  });

  test('the national index reads every log whose records may leave, and no other', () => {
    const index = logsFor({ ...ANONYMOUS, roles: ['INDEX'] });
    expect([A, logKey(A, 'MEMBER'), logKey(A, 'NAMED:MEE'), logKey(A, 'OWNER'), `${A}/nonsense`].map(index)).toEqual([true, true, true, false, false]);
  });
});

const AUDIENCES = [{}, { audience: 'MEMBER' }, { audience: 'NAMED', named: ['MEE'] }, { audience: 'NAMED', named: ['330000', 'MEE'] }, { audience: 'OWNER' }] as const;
const step = fc.record({ serial: fc.integer({ min: 1, max: 3 }), audience: fc.constantFrom(...AUDIENCES), title: fc.constantFrom('a', 'b'), retires: fc.boolean(), dies: fc.option(fc.integer({ min: 0, max: 1 })) });

describe('whatever is published, to whomever, and wherever it stops', () => {
  test('each viewer sees what the last complete write left for him, never more, and logs and records agree', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await store.close();
        store = openLibsqlRecordStore({ path: join(mkdtempSync(join(folder, 'run-')), 'catalog.db'), logger: pino({ level: 'silent' }) });
        publisher = new Publisher({ store, served: new Set([A]), onAppend: () => undefined, beforeAppend: dyingAppend });
        /** What was written last, or was being written when the process died: of that nobody may see more than before or after. */
        const written = new Map<number, (typeof AUDIENCES)[number] | null>();
        for (const { serial, audience, title, retires, dies } of steps) {
          const write = async (): Promise<unknown> => (retires ? publisher.retire({ id: id(serial), reason: 'r' }) : publisher.upsert([office(serial, title, audience)]));
          const knows = written.has(serial);
          appendsLeft = dies;
          const died = await write().then(() => false, () => true);
          appendsLeft = null;
          if (died) await checkBetween(serial, [written.get(serial) ?? null, retires ? null : audience]);
          // The steward was not answered, so he tries again.
          if (died && (!retires || knows)) await write();
          if (!retires || knows) written.set(serial, retires ? null : audience);
          await check(written);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Of a write that was not answered nobody sees more than he may before or after it. */
async function checkBetween(serial: number, sides: readonly ((typeof AUDIENCES)[number] | null)[]): Promise<void> {
  for (const viewer of VIEWERS) {
    if ((await seen(viewer, serial))?.state === 'LIVE') expect(sides.some((side) => side !== null && maySee(viewer, A, audienceOf(side)))).toBe(true);
  }
}

async function check(written: ReadonlyMap<number, (typeof AUDIENCES)[number] | null>): Promise<void> {
  for (const log of await store.logsOf(A)) expect(await verifyLog(store, log)).toEqual([]);
  for (const [serial, audience] of written) {
    for (const viewer of VIEWERS) {
      const found = await seen(viewer, serial);
      if (audience === null) expect(found?.state).not.toBe('LIVE');
      else expect(found?.state === 'LIVE').toBe(maySee(viewer, A, audienceOf(audience)));
    }
  }
  for (const viewer of VIEWERS) await checkLogs(viewer);
}

/** Of the logs that a viewer may read, what they leave is what he sees, and nothing in them is of a record that never was for him. */
async function checkLogs(viewer: Viewer): Promise<void> {
  const left = new Map<string, Pick<Change, 'op'> & { readonly version: number }>();
  for (const log of (await store.logsOf(A)).filter(logsFor(viewer))) {
    for (const { id: of, op, version } of (await store.changes(log, everything)).entries) if ((left.get(of)?.version ?? 0) < version) left.set(of, { op, version });
  }
  for (const [of, { op }] of left) {
    const [stored = null] = await store.getMany([of]);
    expect(asSeenBy(viewer, stored)?.state === 'LIVE').toBe(op === 'UPSERT');
  }
}
