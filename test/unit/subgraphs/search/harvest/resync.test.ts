import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatedLog } from '../../../../../bench/lib/simulation/simulated-log.js';
import { formatId } from '../../../../../schema/ids.js';
import { Diverged, readPage, type ReadPage } from '../../../../../subgraphs/search/harvest/change-page.js';
import { resync, type ResyncOutcome } from '../../../../../subgraphs/search/harvest/resync.js';
import { LibsqlSearchIndex } from '../../../../../subgraphs/search/index/libsql-search-index.js';
import type { FeedPosition } from '../../../../../subgraphs/search/index/search-index.js';

const A = '310000';
const AT = '2026-01-01T00:00:00.000Z';
const idOf = (serial: number): string => formatId(A, 'DATASET', serial);
const published = [1, 2, 3].reduce((log, serial) => log.append(idOf(serial), 'UPSERT', AT), new SimulatedLog());
/** Everything that was published is withdrawn in it, by versions that are newer. */
const another = [2, 3, 1, 2, 3].reduce((log, serial) => log.append(idOf(serial), 'TOMBSTONE', 'another history'), published.cutTo(1));

let folder: string;
let index: LibsqlSearchIndex;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ucat-resync-'));
  index = await LibsqlSearchIndex.open(join(folder, 'index.db'));
});

afterEach(async () => {
  await index.close();
  await rm(folder, { recursive: true });
});

/** Answers as a node with the log does. */
function pageOf(log: SimulatedLog, position: FeedPosition, first: number): ReadPage {
  if (!log.holds(position.cursor)) throw new Diverged('another history', log.head);
  return readPage(A, position, log.page(position.cursor, first, true));
}

/** What the log has is in the index, with `cursor` behind it. */
async function took(log: SimulatedLog, cursor = log.cursorAt(log.head)): Promise<void> {
  const { batch } = pageOf(log, { cursor: null, seq: 0 }, log.head);
  await index.apply(A, { ...batch, position: { ...batch.position, cursor } });
}

/** @param shown the log at each question */
async function readAgain(shown: (question: number) => SimulatedLog): Promise<ResyncOutcome> {
  let questions = 0;
  const page = async (position: FeedPosition, first: number): Promise<ReadPage> => pageOf(shown(++questions), position, first);
  return resync({ log: A, index, pageSize: 50, seen: null, accepts: false, page, attest: async () => null });
}

const live = async (): Promise<number> => (await index.holdings(A, true)).live;

describe('a log that is read again and has another entry where it was read to before', () => {
  test('is another history where its node does not know the cursor: it withdraws nothing, by whatever versions', async () => {
    await took(published);
    await expect(readAgain(() => another)).rejects.toThrow(Diverged);
    expect(await live()).toBe(3);
    expect(await index.position(A)).toEqual({ cursor: published.cursorAt(3), seq: 3 });
  });

  test('is another history where its node does not know any more what it told last', async () => {
    await took(published);
    const pages = 2;
    await expect(readAgain((question) => (question <= pages ? another : published))).rejects.toThrow(Diverged);
    expect(await live()).toBe(3);
  });

  test('takes the place of the copies where its node knows the cursor: a bad page had left it', async () => {
    const whole = [4, 5, 6].reduce((log, serial) => log.append(idOf(serial), 'UPSERT', AT), published);
    await took(published, whole.cursorAt(4));
    expect(await readAgain(() => whole)).toMatchObject({ swapped: true, written: 3, removed: 0 });
    expect(await live()).toBe(6);
    expect(await index.position(A)).toEqual({ cursor: whole.cursorAt(6), seq: 6 });
  });
});
