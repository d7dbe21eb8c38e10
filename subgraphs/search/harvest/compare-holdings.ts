import type { Holdings } from '../index/search-index.js';
import type { ReadPage } from './change-page.js';

/**
 * What the node's count and digest of its live records tell that the log did not, as a sentence; null where copies and
 * owner agree, as far as the node says it.
 */
export function differenceOf({ live, digest }: Pick<ReadPage, 'live' | 'digest'>, held: Holdings): string | null {
  const counts = `The node has ${String(live)} live records but the index ${String(held.live)}, and ${String(held.setAside)} set aside.`;
  if (digest !== null && held.digest !== null) return digest === held.digest ? null : `${counts} Their digests differ.`;
  // Of a record that was set aside an older version may be live, or none.
  return live === null || Math.abs(live - held.live) <= held.setAside ? null : counts;
}
