import { describe, expect, test } from '@jest/globals';
import { ChangeFeed } from '../../../../../subgraphs/catalog/log/change-feed.js';
import { logEntry } from '../../../../../subgraphs/catalog/log/log-entry.js';
import type { LogPage, PageEntry } from '../../../../../subgraphs/catalog/stores/record-store.js';

/* The feed against a log in memory whose reads can be held, to bring about what happens between a read and a wait. */

class HeldLog {
  readonly #entries: PageEntry[] = [];
  reads = 0;
  /** Called in the middle of a read: after the page was taken, before it is answered. */
  duringRead: () => Promise<void> | void = () => undefined;

  append(): void {
    const seq = this.#entries.length + 1;
    this.#entries.push({ ...logEntry({ seq, id: 'MEE-OR-1-X', kind: 'ORGANIZATION', version: seq, op: 'UPSERT', at: '2026-01-01T00:00:00.000Z', recordHash: 'ab' }), document: '{}' });
  }

  async logsOf(authority: string): Promise<readonly string[]> {
    return [authority];
  }

  async head(): Promise<LogPage> {
    return this.changes('', { afterSeq: 0, limit: 0 });
  }

  async changes(_: string, { afterSeq, limit }: { readonly afterSeq: number; readonly limit: number }): Promise<LogPage> {
    this.reads += 1;
    const page = { entries: this.#entries.slice(afterSeq, afterSeq + limit), head: this.#entries.length, live: 1, leafHash: '', digest: null, afterLeafHash: this.#entries[afterSeq - 1]?.leafHash ?? null };
    await this.duringRead();
    return page;
  }
}

const request = { log: 'MEE', after: null, limit: 10, waitMillis: 30_000 };

describe('following a log', () => {
  test('what is there is answered at once', async () => {
    const log = new HeldLog();
    log.append();
    expect((await new ChangeFeed(log).page(request)).entries).toHaveLength(1);
  });

  test('what comes while nobody waits yet is not missed', async () => {
    const log = new HeldLog();
    const feed = new ChangeFeed(log);
    log.duringRead = () => {
      log.duringRead = () => undefined;
      log.append();
      feed.announce();
    };
    expect((await feed.page(request)).entries).toHaveLength(1);
    expect(log.reads).toBe(2);
  });

  test('a wake-up for nothing does not end the wait, a later entry does', async () => {
    const log = new HeldLog();
    const feed = new ChangeFeed(log);
    let wakes = 0;
    log.duringRead = () => {
      wakes += 1;
      if (wakes === 3) log.append();
      if (wakes <= 3) setImmediate(() => feed.announce());
    };
    expect((await feed.page(request)).entries).toHaveLength(1);
    expect(log.reads).toBe(4);
  });

  test('closing lets everybody go, also those who come later', async () => {
    const feed = new ChangeFeed(new HeldLog());
    const waiting = [feed.page(request), feed.page(request)];
    feed.close();
    expect((await Promise.all([...waiting, feed.page(request)])).map(({ entries }) => entries.length)).toEqual([0, 0, 0]);
  });

  test('a cursor goes on where it was made', async () => {
    const log = new HeldLog();
    log.append();
    log.append();
    const feed = new ChangeFeed(log);
    const first = await feed.page({ ...request, limit: 1 });
    const second = await feed.page({ ...request, after: first.cursor });
    expect(second.entries.map(({ seq }) => seq)).toEqual([2]);
    const end = await feed.page({ ...request, after: second.cursor, waitMillis: 0 });
    expect(end).toMatchObject({ entries: [], cursor: second.cursor });
  });

  test('a cursor of a log that was longer, or other, is refused', async () => {
    const log = new HeldLog();
    log.append();
    const feed = new ChangeFeed(log);
    const { cursor } = await feed.page(request);
    await expect(feed.page({ ...request, after: { ...cursor, seq: 2 } })).rejects.toMatchObject({ extensions: { code: 'CURSOR_MISMATCH', authority: 'MEE', head: 1 } });
    await expect(feed.page({ ...request, after: { ...cursor, leaf: '0'.repeat(16) } })).rejects.toMatchObject({ extensions: { code: 'CURSOR_MISMATCH' } });
  });
});
