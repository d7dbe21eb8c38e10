import type { ChangeFeed } from '../../../subgraphs/catalog/log/change-feed.js';
import type { Cursor } from '../../../subgraphs/catalog/log/cursor.js';
import { versionOf, type RecordStore } from '../../../subgraphs/catalog/stores/record-store.js';
import type { SeenPage } from './observed-log.js';

export interface FollowOptions {
  readonly store: RecordStore;
  readonly feed: ChangeFeed;
  /** Key of the log. */
  readonly log: string;
  readonly after: Cursor;
  readonly signal: AbortSignal;
  readonly see: (page: SeenPage) => void;
  readonly problem: (sentence: string) => void;
}

/** Follows the log as a harvester does, by long polls from cursor to cursor, and looks whether the records have kept up with it. */
export async function followLog({ store, feed, log, after, signal, see, problem }: FollowOptions): Promise<void> {
  let cursor = after;
  try {
    while (!signal.aborted) {
      const page = await feed.page({ log, after: cursor, limit: 500, waitMillis: 1_000 });
      see({ log, afterSeq: cursor.seq, entries: page.entries.map(({ seq, leafHash }) => ({ seq, leafHash })) });
      const stored = await store.getMany(page.entries.map(({ id }) => id));
      page.entries.forEach(({ seq, id, version }, index) => {
        if (versionOf(stored[index] ?? null) < version) problem(`A reader saw entry ${String(seq)} of ${log} but ${id} not yet at version ${String(version)}.`);
      });
      cursor = page.cursor;
    }
  } catch (error) {
    problem(`A reader who had read ${String(cursor.seq)} entries of ${log} failed: ${(error as Error).message}`);
  }
}
