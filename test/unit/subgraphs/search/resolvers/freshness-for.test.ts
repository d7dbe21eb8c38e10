import { expect, test } from '@jest/globals';
import { FeedStates } from '../../../../../subgraphs/search/harvest/feed-states.js';
import { freshnessFor } from '../../../../../subgraphs/search/resolvers/freshness-for.js';

const [early, late] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-03-02T00:00:00Z')];

test('freshness is over the logs that the reader may read, and names no authority of which it may read none', () => {
  const feeds = new FeedStates();
  feeds.set('310000', { status: 'CURRENT', asOf: late });
  feeds.heard('310000', { lastContact: late, head: 5, seq: 4, verified: true });
  feeds.set('310000/MEMBER', { status: 'UNREACHABLE', asOf: early, reason: 'no answer' });
  feeds.heard('310000/MEMBER', { lastContact: early, head: 9, seq: 7, verified: false });
  feeds.set('310000/NAMED:MEE', { status: 'QUARANTINED', asOf: null, reason: 'two histories' });
  feeds.set('330000/MEMBER', { status: 'CURRENT', asOf: late });
  const seen = (...authorities: readonly string[]) => freshnessFor({ authorities }, feeds.freshness());
  expect(seen()).toMatchObject([{ authority: '310000', status: 'CURRENT', asOf: late, lagEntries: 1, reachable: true, verified: true }]);
  expect(seen('440000')).toMatchObject([
    { authority: '310000', status: 'UNREACHABLE', reason: 'no answer', asOf: early, lastContact: early, lagEntries: 3, reachable: false, verified: false },
    { authority: '330000', status: 'CURRENT' },
  ]);
  expect(seen('MEE')[0]).toMatchObject({ status: 'QUARANTINED', asOf: null, lagEntries: null });
});
