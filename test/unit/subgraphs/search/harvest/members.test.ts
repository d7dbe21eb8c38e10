import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { MemberStatus } from '../../../../../schema/generated/registry.js';
import type { AuthorityEntry, MemberTable } from '../../../../../subgraphs/kit/follow-members.js';
import type { Transport } from '../../../../../subgraphs/kit/transport/transport.js';
import { FeedStates } from '../../../../../subgraphs/search/harvest/feed-states.js';
import { MemberHarvest, standingOf } from '../../../../../subgraphs/search/harvest/harvest-members.js';
import type { ApplyOutcome, SearchIndex } from '../../../../../subgraphs/search/index/search-index.js';

const entry = (code: string, status: MemberStatus, kind: AuthorityEntry['kind'] = 'REGION'): [string, AuthorityEntry] => [code, { code, nameZh: '', nameEn: '', kind, url: 'http://127.0.0.1:1', status, contractVersion: '1.0' }];
const table = (...entries: readonly [string, AuthorityEntry][]): MemberTable => ({ revision: 1, authorities: new Map(entries) });

test('what is not served is hidden; what is suspended is not', () => {
  expect(standingOf(table(entry('A1', 'ACTIVE'), entry('B1', 'SUSPENDED'), entry('C1', 'WITHDRAWN'), entry('D1', 'PENDING'), entry('SAC', 'ACTIVE', 'BODY')))).toEqual({ hidden: ['C1', 'D1'], bodies: ['SAC'] });
});

describe('what is said of authorities whose records are kept', () => {
  let harvest: MemberHarvest;
  const states = (): FeedStates => new FeedStates();
  const logger = pino({ level: 'silent' });
  const listed = (of: FeedStates) => of.freshness().map(({ authority, reachable }) => [authority, reachable]);
  const page = { entries: [{ seq: 1, id: '310000-DP-1-X' }], cursor: 'c1', head: 1, live: 1 };
  const answering: Transport = async ({ query, variables, signal }) => {
    if (query.includes('logs(')) return { data: { logs: [{ name: 'PUBLIC' }] } };
    if (variables?.['after'] === null) return { data: { changes: page } };
    return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
  };

  test('one that no table has named yet, or that is missing from it, is listed as not reachable', () => {
    const known = states();
    const harvest = new MemberHarvest({ index: {} as SearchIndex, send: answering, states: known, logger });
    harvest.list(['A1', 'B1']);
    expect(listed(known)).toEqual([['A1', false], ['B1', false]]);
    harvest.update(table(entry('A1', 'SUSPENDED')));
    expect([known.get('A1').status, known.get('B1').status]).toEqual(['SUSPENDED', 'UNLISTED']);
    harvest.update(table(entry('B1', 'WITHDRAWN')));
    expect(listed(known)).toEqual([['A1', false]]);
  });

  test('one whose batch is taken in while its harvest ends is not listed again', async () => {
    const known = states();
    let applied: (outcome: ApplyOutcome) => void = () => undefined;
    const applying = new Promise<void>((begun) => {
      const index = { attested: async () => null, position: async () => ({ cursor: null, seq: 0 }), holdings: async () => ({ live: 0, setAside: 1 }), apply: () => new Promise<ApplyOutcome>((resolve) => ((applied = resolve), begun())) };
      harvest = new MemberHarvest({ index: index as unknown as SearchIndex, send: answering, states: known, logger });
      harvest.update(table(entry('310000', 'ACTIVE')));
    });
    await applying;
    harvest.update(table(entry('310000', 'WITHDRAWN')));
    applied({ upserted: 0, retired: 0, passedOver: 0, setAside: [] });
    await harvest.close();
    expect(listed(known)).toEqual([]);
  });

});
