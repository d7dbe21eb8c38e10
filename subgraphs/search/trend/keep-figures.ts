import { readLogKey } from '../../../schema/audience.js';
import type { Logger } from '../../kit/logger.js';
import type { Clock } from '../harvest/clock.js';
import type { FeedStates, Freshness } from '../harvest/feed-states.js';
import type { SearchIndex } from '../index/search-index.js';
import { sumCounts } from '../model/coverage-counts.js';
import type { FigureDays } from './figure-days.js';

export interface KeepFiguresOptions {
  readonly index: Pick<SearchIndex, 'figures'>;
  readonly feeds: Pick<FeedStates, 'freshness'>;
  readonly days: Pick<FigureDays, 'keep'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Time between two counts. @default 60000 */
  readonly everyMillis?: number;
  /** Time after which it is looked again whether all was read. @default 1000 */
  readonly againMillis?: number;
}

/** Feeds of which the index may lack most. */
const UNREAD: readonly Freshness['status'][] = ['NEW', 'CATCHING_UP'];

/**
 * Keeps the figures of what everybody may see, once a minute in place of those that the day had, until it is closed. While a
 * public log is being caught up with nothing is kept: an index that is filled again is not a nation that has less.
 */
export function keepFigures({ index, feeds, days, clock, logger, everyMillis = 60_000, againMillis = 1_000 }: KeepFiguresOptions): { close(): Promise<void> } {
  const closing = new AbortController();
  const { signal } = closing;
  const isRead = (): boolean => {
    const publicFeeds = feeds.freshness().filter(({ authority }) => readLogKey(authority).logName === 'PUBLIC');
    return publicFeeds.length > 0 && publicFeeds.every(({ status }) => !UNREAD.includes(status));
  };
  let kept = '';
  const keep = async (): Promise<void> => {
    const day = dayOf(clock.now());
    const { authorities } = await index.figures(day);
    const rows = new Map([[null, sumCounts(authorities.map(({ counts }) => counts))], ...authorities.map(({ authority, counts }) => [authority, counts] as const)]);
    const text = JSON.stringify([day, ...rows]);
    if (text === kept || signal.aborted) return;
    days.keep(day, rows);
    kept = text;
  };
  const running = (async () => {
    while (!signal.aborted) {
      const isTime = isRead();
      if (isTime) await keep().catch((error: unknown) => logger.warn({ err: error }, 'the figures of the day could not be kept; it is tried again'));
      await clock.sleep(isTime ? everyMillis : againMillis, signal);
    }
  })();
  return {
    close: async () => {
      closing.abort();
      await running;
    },
  };
}

/** `2026-11-29`, in UTC. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
