import type { Logger } from '../../kit/logger.js';
import type { Transport } from '../../kit/transport/transport.js';
import type { SearchIndex } from '../index/search-index.js';
import { systemClock, type Clock } from './clock.js';
import type { FeedStates } from './feed-states.js';
import type { TrustOptions } from './witness/log-trust.js';
import { quarantineInMemory, type Quarantine } from './witness/quarantine.js';

export interface HarvestOptions extends TrustOptions {
  readonly index: SearchIndex;
  readonly send: Transport;
  readonly states: FeedStates;
  readonly logger: Logger;
  /** Entries asked for at once. @default 500 */
  readonly pageSize?: number;
  /** How long a node may hold an empty answer back. @default 20000 */
  readonly waitMillis?: number;
  /** Longest pause between two attempts at a node that fails. @default 10000 */
  readonly maxPauseMillis?: number;
  /** Pause after a resync that did not end a difference; it doubles up to an hour. @default 60000 */
  readonly resyncPauseMillis?: number;
  /** How often the copies are counted anew, to find what was lost of them. @default 3600000 */
  readonly auditMillis?: number;
  /** Logs that nothing is taken of. @default kept while the process lives */
  readonly quarantine?: Quarantine;
  /** @default the system's */
  readonly clock?: Clock;
  /** Called when records of a log may have changed in the index. @default nobody is told */
  readonly onTaken?: () => void;
}

/** All of it, but for what is trusted. */
export type Harvesting = Required<Omit<HarvestOptions, keyof TrustOptions>>;

/** The options, with their defaults where none were given. */
export const harvestingBy = ({ index, send, states, logger, pageSize = 500, waitMillis = 20_000, maxPauseMillis = 10_000, resyncPauseMillis = 60_000, auditMillis = 3_600_000, clock = systemClock, quarantine = quarantineInMemory(), onTaken = () => undefined }: HarvestOptions): Harvesting => ({
  index, send, states, logger, pageSize, waitMillis, maxPauseMillis, resyncPauseMillis, auditMillis, clock, quarantine, onTaken,
});
