import { failed, passed, skipped, type Check, type Finding, type Subject } from '../check.js';
import type { FeedReading } from '../feed-reading.js';

const SENT = 'changes from the beginning, page by page';

const extent = (feeds: readonly FeedReading[]): string => feeds.map(({ authority, read, head }) => `${authority}: ${String(read)} of ${String(head)} entries`).join(', ');

/** Finds the first problem that one of the feeds has. */
const inFeeds = (problemOf: (feed: FeedReading) => string | null) => ({ feeds }: Subject): Finding => {
  const problem = feeds.map(problemOf).find((one) => one !== null);
  if (problem) return failed(SENT, problem);
  if (feeds.every(({ read }) => read === 0)) return skipped(SENT, 'Nothing was published yet.');
  return passed(SENT, `Read ${extent(feeds)}.`);
};

export const feedGapless: Check = {
  code: 'FEED_GAPLESS',
  titleZh: '变更日志连续无缺口',
  titleEn: 'The log is numbered from 1 without a gap, up to its head',
  advice: 'Number the entries of each authority from 1, the versions of each record from 1, keep the document of each record’s last entry, and count `live` from the log.',
  run: ({ feeds, ...subject }) => {
    const finding = inFeeds(({ disorder }) => disorder)({ feeds, ...subject });
    return finding.outcome === 'SKIPPED' ? passed(SENT, `The log is empty: ${extent(feeds)}.`) : finding;
  },
};

export const feedIds: Check = {
  code: 'FEED_IDS',
  titleZh: '标识归属本机构',
  titleEn: 'Every id in a log is of the log’s authority',
  advice: 'Publish records of other authorities at their own nodes: the first part of an id says whose it is.',
  run: inFeeds(({ strange }) => strange),
};

export const feedHashes: Check = {
  code: 'FEED_HASHES',
  titleZh: '记录内容与散列一致',
  titleEn: 'Every document is what its hash and its entry say',
  advice: 'Publish the document as RFC 8785 canonical JSON with `id` and `version`, and recordHash as the SHA-256, in hex, of these very bytes.',
  run: inFeeds(({ forged }) => forged),
};
