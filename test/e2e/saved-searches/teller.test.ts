import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { refusedAddresses } from '../../../subgraphs/kit/transport/refused-addresses.js';
import type { Clock } from '../../../subgraphs/search/harvest/clock.js';
import { LibsqlSearchIndex } from '../../../subgraphs/search/index/libsql-search-index.js';
import { createPoster } from '../../../subgraphs/search/saved/post-delivery.js';
import { createSavedSearch, type SavedSearch } from '../../../subgraphs/search/saved/saved-search.js';
import { savedSearchesIn } from '../../../subgraphs/search/saved/saved-search-files.js';
import { SavedSearches } from '../../../subgraphs/search/saved/saved-searches.js';
import { datasetId } from '../support/records.js';
import { until } from '../support/until.js';
import { isSigned, Receiver } from './receiver.js';

/* Saved searches over a real index, told to a receiver over a real socket. Only the pauses are made short. */

const A = '310000';
const AT = '2026-03-01T08:00:00.000Z';
let folder: string;
let index: LibsqlSearchIndex;
let receiver: Receiver;
let url: string;
let saved: SavedSearches | null;
let paused: number[];

const clock: Clock = { now: () => new Date(), random: () => 1, sleep: async (millis, signal) => {
  paused.push(millis);
  await delay(20, undefined, { signal }).catch(() => undefined);
} };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-saved-'));
  index = await LibsqlSearchIndex.open(join(folder, 'index.db'));
  receiver = new Receiver();
  url = await receiver.open();
  saved = null;
  paused = [];
});
afterEach(async () => {
  await saved?.close();
  await receiver[Symbol.asyncDispose]();
  await index.close();
  rmSync(folder, { recursive: true });
});

const files = () => savedSearchesIn(folder);
const open = (allows = true): void => void (saved = new SavedSearches({ index, files: files(), poster: createPoster({ refuses: refusedAddresses({ allowsThisMachine: allows, allowsPrivate: allows }) }), logger: pino({ level: 'silent' }), clock, everyMillis: 20 }));

/** Saves a search and waits until it is looked at from here on. */
async function save(query: string, authorities: readonly string[] = []): Promise<SavedSearch> {
  // Of https it would have to be; what is tried here is who is told, not how.
  const search = { ...createSavedSearch({ url, query }, new Date()), authorities };
  files().put(search);
  if (saved === null) open();
  await until('the first look', async () => files().state(search.id) !== null);
  return search;
}

const seqs = new Map<string, number>();
beforeEach(() => seqs.clear());

/** Puts entries into a log: a title makes a version, null withdraws. */
async function put(log: string, ...entries: readonly (readonly [serial: number, version: number, title: string | null])[]): Promise<void> {
  const changes = entries.map(([serial, version, title]) => {
    const id = datasetId(A, serial);
    const seq = (seqs.get(log) ?? 0) + 1;
    seqs.set(log, seq);
    return { seq, id, version, at: AT, op: title === null ? ('TOMBSTONE' as const) : ('UPSERT' as const), document: JSON.stringify({ id, titles: [{ lang: 'zh', text: title ?? '' }] }) };
  });
  await index.apply(log, { changes, setAside: [], position: { cursor: `c${String(seqs.get(log))}`, seq: seqs.get(log)! } });
  saved?.taken();
}

const told = async (...expected: readonly string[]): Promise<void> => void (await until(`that ${expected.join(', ')} is told`, async () => JSON.stringify([...receiver.taken].sort()) === JSON.stringify([...expected].sort())));

describe('a new match', () => {
  test('is told, signed, with its version; what was there before, and what does not match, is not', async () => {
    await put(A, [1, 1, '空气旧']);
    const { id, secret } = await save('空气');
    await put(A, [2, 1, '空气新'], [3, 1, '水']);
    await told('空气新 1');
    await put(A, [1, 2, '空气旧改']);
    await told('空气新 1', '空气旧改 2');
    const [first] = receiver.received;
    expect([isSigned(first!, secret), isSigned(first!, `whsec_${'A'.repeat(43)}=`), isSigned({ ...first!, body: `${first!.body} ` }, secret)]).toEqual([true, false, false]);
    expect(first!.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'webhook-id': expect.stringMatching(`^${id}-[0-9a-f]{24}$`) });
    await until('that it is kept how far was told', async () => files().state(id)?.cursors[A] === 4);
    expect(files().state(id)).toMatchObject({ failures: 0, problem: null, deliveredAt: expect.any(String) });
  });

  test('of a log that is new is told from its beginning', async () => {
    await save('空气');
    await put('MEE', [7, 1, '空气部']);
    await told('空气部 1');
  });

  test('is told in parts where there are many, each once', async () => {
    await save('空气');
    await put(A, ...Array.from({ length: 250 }, (_, n) => [n + 1, 1, `空气${String(n)}`] as const));
    await told(...Array.from({ length: 250 }, (_, n) => `空气${String(n)} 1`));
    expect(Math.max(...receiver.received.map(({ records }) => records.length))).toBeLessThanOrEqual(100);
  });
});

describe('a receiver that fails', () => {
  test('is told again with the same id after growing pauses, and loses nothing', async () => {
    await save('空气');
    receiver.status = 500;
    await put(A, [1, 1, '空气']);
    await until('four attempts', async () => receiver.received.length >= 4);
    receiver.status = 204;
    await told('空气 1');
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(paused.slice(0, 3)).toEqual([1_000, 2_000, 4_000]);
  });

  test('is told after a restart of what came meanwhile too, and not of what was withdrawn or hidden', async () => {
    const { id } = await save('空气');
    receiver.status = 503;
    await put(A, [1, 1, '空气一'], [2, 1, '空气二'], [3, 1, '空气三']);
    await until('an attempt', async () => receiver.received.length >= 1);
    await saved!.close();
    expect(files().state(id)).toMatchObject({ failures: expect.any(Number), problem: 'It answered status 503.', deliveredAt: null });
    // While nobody tells: one is withdrawn, one is not everybody's any more, one is new.
    await put(A, [1, 2, null]);
    await put(`${A}/MEMBER`, [2, 3, '空气二']);
    await put(A, [4, 1, '空气四']);
    receiver.status = 204;
    open();
    await told('空气三 1', '空气四 1');
  });

  test('is told again also where it can not be kept that it failed', async () => {
    const { id } = await save('空气');
    const file = join(folder, 'saved-searches', `${id}.state.json`);
    // No file can take the place of a folder, as none can where the disk is full.
    rmSync(file);
    mkdirSync(file);
    receiver.status = 500;
    await put(A, [1, 1, '空气']);
    await until('three attempts', async () => receiver.received.length >= 3);
    receiver.status = 204;
    await told('空气 1');
    rmSync(file, { recursive: true });
    await put(A, [2, 1, '空气二']);
    await until('that it is kept how far was told', async () => files().state(id)?.cursors[A] === 2);
  });

  test('that is gone is told nothing more', async () => {
    const { id } = await save('空气');
    receiver.status = 410;
    await put(A, [1, 1, '空气']);
    await until('that it is gone', async () => files().state(id)?.goneAt);
    await put(A, [2, 1, '空气']);
    await saved!.close();
    open();
    await save('水');
    expect(receiver.received).toHaveLength(1);
  });

  test('is not followed elsewhere', async () => {
    const { id } = await save('空气');
    receiver.status = 302;
    await put(A, [1, 1, '空气']);
    await until('the failure', async () => files().state(id)?.problem === 'It answered status 302.');
  });

  test('on a private network or this machine is never asked where only the internet is', async () => {
    open(false);
    const { id } = await save('空气');
    await put(A, [1, 1, '空气']);
    await until('the refusal', async () => /address that is not asked/.test(files().state(id)?.problem ?? ''));
    expect(receiver.received).toEqual([]);
  });
});

describe('who is told', () => {
  test('is told what those may see as whom the search was made, and nothing else', async () => {
    await Promise.all([save('公'), save('公', ['440000']), save('公', ['MEE']), save('公', [A])]);
    await put(A, [1, 1, '公开']);
    await put(`${A}/MEMBER`, [2, 1, '公成员']);
    await put(`${A}/NAMED:MEE`, [3, 1, '公点名']);
    const of = (authorities: readonly string[]) => {
      const id = files().list().find((one) => JSON.stringify(files().read(one)?.authorities) === JSON.stringify(authorities));
      return receiver.received.filter(({ headers }) => String(headers['webhook-id']).startsWith(`${String(id)}-`)).flatMap(({ records }) => records.map(({ title }) => title));
    };
    await until('all that is told', async () => receiver.taken.length === 1 + 2 + 3 + 3);
    expect([of([]), of(['440000']), of(['MEE']), of([A])].map((titles) => [...titles].sort())).toEqual([['公开'], ['公开', '公成员'], ['公开', '公成员', '公点名'], ['公开', '公成员', '公点名']].map((titles) => [...titles].sort()));
  });

  test('is told whatever stands in the file of another, which can be removed', async () => {
    mkdirSync(join(folder, 'saved-searches'));
    writeFileSync(join(folder, 'saved-searches', '0.search.json'), '{');
    await save('空气');
    await put(A, [1, 1, '空气']);
    await told('空气 1');
    expect([files().remove('0'), files().remove('0')]).toEqual([true, false]);
  });

  test('is told nothing more once the search is removed', async () => {
    const { id } = await save('空气');
    files().remove(id);
    await until('that it has ended', async () => saved!.states().length === 0);
    await put(A, [1, 1, '空气']);
    await save('水');
    await put(A, [2, 1, '水']);
    await told('水 1');
    expect(files().list()).toHaveLength(1);
  });
});
