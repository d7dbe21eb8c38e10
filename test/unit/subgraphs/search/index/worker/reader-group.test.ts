import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { ManagedThread } from '../../../../../../subgraphs/search/index/worker/managed-thread.js';
import { ReaderGroup } from '../../../../../../subgraphs/search/index/worker/reader-group.js';
import { until } from '../../../../../e2e/support/until.js';

/** A thread that tells its name and how often it was started, holds a question until it is told to `release` it, and ends when it is asked to. */
const THREAD = `
import { parentPort, workerData } from 'node:worker_threads';
const told = [];
let release = [];
const handlers = {
  who: () => workerData,
  told: () => told,
  hold: () => new Promise((resolve) => release.push(() => resolve(workerData.name))),
  release: () => release.splice(0).forEach((one) => one()),
  end: () => process.exit(3),
  refresh: () => { told.push('refresh'); return workerData.holds.includes('refresh') && workerData.starts > 0 ? handlers.hold() : null; },
  warm: () => (workerData.holds.includes('warm') && workerData.starts > 0 ? handlers.hold() : null),
  heed: (standing) => void told.push(standing),
  fail: () => { throw new Error('it failed'); },
  close: () => null,
};
parentPort.on('message', async ({ number, method, args }) => {
  try {
    parentPort.postMessage({ number, value: await handlers[method](...args) });
  } catch ({ message, stack }) {
    parentPort.postMessage({ number, failure: { message, stack, extensions: null } });
  }
});
parentPort.postMessage({ ready: true });
`;
const STANDING = { hidden: ['310000'], bodies: [] };
interface Who {
  readonly name: number;
  readonly starts: number;
}
let folder: string;
let group: ReaderGroup;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ucat-readers-'));
  await writeFile(join(folder, 'thread.mjs'), THREAD);
});
afterEach(async () => {
  await group.close();
  await rm(folder, { recursive: true });
});

async function open(count: number, holds: readonly string[] = []): Promise<ReaderGroup> {
  let name = 0;
  group = await ReaderGroup.open(count, (onRestarted) => {
    const number = ++name;
    return ManagedThread.start({ name: `reader ${String(number)}`, file: join(folder, 'thread.mjs'), data: (starts) => ({ name: number, starts, holds }), logger: pino({ level: 'silent' }), onRestarted });
  });
  await group.everyOne('warm');
  return group;
}

const who = async (): Promise<number> => (await group.ask<Who>('who')).name;
const threadOf = async (name: number): Promise<ManagedThread> => {
  for (const thread of group.threads.filter(({ ready }) => ready)) if ((await thread.call<Who>('who')).name === name) return thread;
  throw new Error(`no thread ${String(name)}`);
};

test('threads are asked in turn while they are free', async () => {
  await open(2);
  expect([await who(), await who(), await who(), await who()]).toEqual([1, 2, 1, 2]);
});

test('nobody stands behind a long question while another thread is free', async () => {
  await open(2);
  const long = group.ask<number>('hold');
  const short = await Promise.all(Array.from({ length: 10 }, who));
  expect(short).toEqual(Array.from({ length: 10 }, () => 2));
  // Both have one now: what waits goes to the first that is free.
  const other = group.ask<number>('hold');
  const waiting = who();
  await (await threadOf(1)).call('release');
  expect([await long, await waiting]).toEqual([1, 1]);
  await (await threadOf(2)).call('release');
  expect(await other).toBe(2);
});

test('a single thread is given all at once', async () => {
  await open(1);
  const held = [group.ask('hold'), group.ask('hold')];
  expect(await who()).toBe(1);
  await group.threads[0]!.call('release');
  expect(await Promise.all(held)).toEqual([1, 1]);
});

test('what is answered in turns takes nobody a thread, and is asked of the same one', async () => {
  await open(2);
  const aside = group.askAside('hold');
  const names = await Promise.all([who(), who()]);
  expect([...names].sort()).toEqual([1, 2]);
  await (await threadOf(1)).call('release');
  await (await threadOf(2)).call('release');
  const name = await aside;
  for (let n = 0; n < 3; n++) {
    await who();
    expect(await group.askAside('who')).toMatchObject({ name });
  }
  const again = group.askAside<number>('hold');
  await (await threadOf(name as number)).worker!.terminate();
  await (await threadOf(3 - (name as number))).call('release');
  expect(await again).toBe(3 - (name as number));
});

test('a question over which a thread goes down is asked of another one', async () => {
  await open(2);
  const held = group.ask<number>('hold');
  await (await threadOf(1)).worker!.terminate();
  expect(group.answering).toBe(1);
  await (await threadOf(2)).call('release');
  expect(await held).toBe(2);
  await until('both to answer', async () => group.answering === 2);
});

test('a question that ends threads ends two at most, and those who ask then are refused until one is back', async () => {
  await open(3);
  await expect(group.ask('end')).rejects.toThrow('went down');
  expect(group.answering).toBe(1);
  const [last] = [await who()];
  await (await threadOf(last)).worker!.terminate();
  await expect(who()).rejects.toThrow('No reading thread of the index may be asked now.');
  await expect(group.refresh()).rejects.toThrow('No reading thread');
  await expect(group.askAside('who')).rejects.toThrow('No reading thread');
  await until('one to be back', async () => group.answering > 0);
  expect([1, 2, 3]).toContain(await who());
});

test('an error of the question itself is its answer', async () => {
  await open(2);
  await expect(group.ask('fail')).rejects.toThrow('it failed');
  expect(group.answering).toBe(2);
});

test('one that was started again is asked when it has what is committed and knows the standing', async () => {
  await open(2, ['refresh']);
  await group.heed(STANDING);
  const first = await threadOf(1);
  await first.worker!.terminate();
  await until('it to be started again', async () => first.ready);
  expect(await Promise.all(Array.from({ length: 4 }, who))).toEqual([2, 2, 2, 2]);
  expect(group.answering).toBe(1);
  expect(await first.call('told')).toEqual(['refresh', STANDING]);
  await first.call('release');
  await until('it to be warm and asked', async () => (await Promise.all([who(), who()])).includes(1));
  expect(group.answering).toBe(2);
  expect((await Promise.all([who(), who()])).sort()).toEqual([1, 2]);
});

test('one that is not warm is asked only where no other may be', async () => {
  await open(2, ['warm']);
  const [first, second] = [await threadOf(1), await threadOf(2)];
  await first.worker!.terminate();
  await until('it to be told', async () => first.ready && (await first.call<unknown[]>('told')).length > 0);
  expect(await Promise.all(Array.from({ length: 4 }, who))).toEqual([2, 2, 2, 2]);
  await second.worker!.terminate();
  expect([group.answering, await who()]).toEqual([1, 1]);
  await first.call('release');
});

test('what waits behind long questions goes to one that has become warm', async () => {
  await open(2, ['warm']);
  const [first, second] = [await threadOf(1), await threadOf(2)];
  await first.worker!.terminate();
  await until('it to be told', async () => first.ready && (await first.call<unknown[]>('told')).length > 0);
  const long = group.ask<number>('hold');
  const waiting = who();
  await first.call('release');
  expect(await waiting).toBe(1);
  await second.call('release');
  expect(await long).toBe(2);
});

test('what is told waits for none that goes down over it, and for all that do not', async () => {
  await open(2, ['refresh']);
  const first = await threadOf(1);
  await first.worker!.terminate();
  await until('it to be started again', async () => first.ready);
  // It holds this one, as it holds what it was told when it came.
  let isDone = false;
  const refreshing = group.refresh().then(() => (isDone = true));
  await Promise.all(Array.from({ length: 5 }, who));
  expect(isDone).toBe(false);
  await first.worker!.terminate();
  await refreshing;
  await until('it to be started again', async () => first.ready);
  await first.call('release');
});

test('it is closed when what was asked is answered', async () => {
  await open(2);
  const asked = Array.from({ length: 5 }, who);
  await group.close();
  expect((await Promise.all(asked)).every((name) => name === 1 || name === 2)).toBe(true);
});

test('none is left where one can not be started', async () => {
  await open(1);
  const started: ManagedThread[] = [];
  let name = 0;
  const start = async (): Promise<ManagedThread> => {
    if (++name === 2) throw new Error('no room');
    const thread = await ManagedThread.start({ name: 'reader', file: join(folder, 'thread.mjs'), data: () => ({ name, starts: 0, holds: [] }), logger: pino({ level: 'silent' }) });
    started.push(thread);
    return thread;
  };
  await expect(ReaderGroup.open(3, start)).rejects.toThrow('no room');
  expect(started.map(({ ready }) => ready)).toEqual([false, false]);
});
