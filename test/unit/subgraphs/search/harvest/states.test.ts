import { describe, expect, test } from '@jest/globals';
import { FeedStates } from '../../../../../subgraphs/search/harvest/feed-states.js';
import { indexState } from '../../../../../subgraphs/search/resolvers/index-state.js';

const at = (second: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, second));

describe('how fresh the index is', () => {
  test('is said for each authority, and for all that can be heard by the oldest of them', () => {
    const states = new FeedStates();
    states.set('B', { status: 'CURRENT', asOf: at(5) });
    states.set('A', { status: 'CATCHING_UP', asOf: at(3) });
    states.set('C', { status: 'UNREACHABLE', asOf: at(1), reason: 'x' });
    states.set('D', { status: 'DIVERGED', asOf: null, reason: 'x' });
    states.heard('A', { lastContact: at(9), verified: true, head: 12, seq: 5 });
    states.countResync('B', { written: 2, removed: 1 });
    states.countResync('B', { written: 1, removed: 0 });
    expect(indexState(states.freshness(), at(10), null)).toEqual({
      rebuild: null,
      asOf: at(3).toISOString(),
      authorities: [
        { authority: 'A', asOf: at(3).toISOString(), lagSeconds: 7, reachable: true, status: 'CATCHING_UP', reason: null, lastContact: at(9).toISOString(), lagEntries: 7, verified: true, resyncs: 0 },
        { authority: 'B', asOf: at(5).toISOString(), lagSeconds: 5, reachable: true, status: 'CURRENT', reason: null, lastContact: null, lagEntries: null, verified: false, resyncs: 2 },
        { authority: 'C', asOf: at(1).toISOString(), lagSeconds: 9, reachable: false, status: 'UNREACHABLE', reason: 'x', lastContact: null, lagEntries: null, verified: false, resyncs: 0 },
        { authority: 'D', asOf: null, lagSeconds: null, reachable: false, status: 'DIVERGED', reason: 'x', lastContact: null, lagEntries: null, verified: false, resyncs: 0 },
      ],
    });
  });

  test('is nothing as long as one that can be heard is not read to its end, or none can be heard', () => {
    const states = new FeedStates();
    expect(indexState(states.freshness(), at(1), { built: 1, total: 9, problem: null })).toEqual({ asOf: null, rebuild: 'UNDER_WAY', authorities: [] });
    states.set('A', { status: 'CURRENT', asOf: at(3) });
    states.set('B', { status: 'CATCHING_UP', asOf: null });
    expect(indexState(states.freshness(), at(4), { built: 1, total: 9, problem: 'a full disk' }).rebuild).toBe('FAILING');
    expect(indexState(states.freshness(), at(4), null).asOf).toBeNull();
    states.delete('B');
    expect(indexState(states.freshness(), at(4), null).asOf).toBe(at(3).toISOString());
    expect(states.get('B')).toEqual({ status: 'NEW', asOf: null });
  });
});
