import type { Reader } from '../../../schema/audience.js';
import { mayRead } from '../model/may-read.js';
import type { NewestEntry, SearchIndex } from './search-index.js';

/** Numbers of entries, by the keys of their logs. */
export type LogPlaces = Readonly<Record<string, number>>;

/** Where the logs that a reader may read end, as far as the index has read them. */
export async function logEnds(index: Pick<SearchIndex, 'logs' | 'position'>, reader: Reader): Promise<LogPlaces> {
  const logs = (await index.logs()).filter((log) => mayRead(reader, log));
  return Object.fromEntries(await Promise.all(logs.map(async (log) => [log, (await index.position(log)).seq] as const)));
}

/** Where to go on in a log that ends here now: one that has become shorter has begun anew. */
export function placeIn(log: string, end: number, places: LogPlaces = {}): number {
  const known = places[log] ?? 0;
  return known > end ? 0 : known;
}

/** A step through a log. */
export interface NewEntries {
  readonly entries: readonly NewestEntry[];
  /** The place behind them. */
  readonly at: number;
}

/**
 * The newest entries of records that stand behind a place in a log, step by step, until its end.
 *
 * @param most asked before each step: how many entries it may have; 0 ends it
 */
export async function* newEntries(index: Pick<SearchIndex, 'newestEntries'>, log: string, { from, end }: { readonly from: number; readonly end: number }, most: () => number): AsyncGenerator<NewEntries> {
  let at = from;
  for (let count = most(); at < end && count > 0; count = most()) {
    const entries = await index.newestEntries(log, at, count);
    const last = entries.at(-1)?.seq ?? 0;
    at = entries.length < count ? Math.max(end, last) : last;
    yield { entries, at };
  }
}
