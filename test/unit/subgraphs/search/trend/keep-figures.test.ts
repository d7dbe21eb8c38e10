import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { FeedStates } from '../../../../../subgraphs/search/harvest/feed-states.js';
import type { Clock } from '../../../../../subgraphs/search/harvest/clock.js';
import type { IndexFigures } from '../../../../../subgraphs/search/index/search-index.js';
import { COUNTS, countsFrom } from '../../../../../subgraphs/search/model/coverage-counts.js';
import type { DayCounts, FiguresOf } from '../../../../../subgraphs/search/trend/figure-days.js';
import { keepFigures } from '../../../../../subgraphs/search/trend/keep-figures.js';

const logger = pino({ level: 'silent' });

/** A clock that waits for the test: each `tick` ends one wait and resolves when the next begins. */
function steppedClock(start: string) {
  let now = new Date(start);
  let wake: () => void = () => undefined;
  let waits: (millis: number) => void = () => undefined;
  const nextWait = (): Promise<number> => new Promise((resolve) => (waits = resolve));
  const clock: Clock = {
    now: () => now,
    random: () => 0,
    sleep: (millis, signal) =>
      new Promise((resolve) => {
        wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
        waits(millis);
      }),
  };
  const first = nextWait();
  return {
    clock,
    first,
    set: (moment: string) => void (now = new Date(moment)),
    tick: (): Promise<number> => {
      const next = nextWait();
      wake();
      return next;
    },
  };
}

const figures = (records: Readonly<Record<string, number>>): IndexFigures => ({ authorities: Object.entries(records).map(([authority, count]) => ({ authority, themes: [], counts: countsFrom((name) => (name === 'records' ? count : COUNTS.indexOf(name))) })) });
const CURRENT = { status: 'CURRENT', asOf: new Date('2026-11-29') } as const;

function site(answer: (day: string) => Promise<IndexFigures>) {
  const feeds = new FeedStates();
  const time = steppedClock('2026-11-29T12:00:00Z');
  const kept: [string, ReadonlyMap<FiguresOf, DayCounts>][] = [];
  const open = () => keepFigures({ index: { figures: answer }, feeds, days: { keep: (day, rows) => void kept.push([day, rows]) }, clock: time.clock, logger, everyMillis: 60, againMillis: 1 });
  return { feeds, time, kept, open, records: () => kept.map(([day, rows]) => [day, [...rows].map(([of, { records }]) => [of, records])]) };
}

describe('figures are kept', () => {
  test('when all public logs were read, once for each day and each change', async () => {
    let records = { '310000': 2, MEE: 1 };
    const { feeds, time, records: kept, open } = site(async () => figures(records));
    const keeping = open();
    expect(await time.first).toBe(1);
    feeds.set('310000', CURRENT);
    feeds.set('MEE', { status: 'CATCHING_UP', asOf: null });
    feeds.set('MEE/MEMBER', { status: 'NEW', asOf: null });
    expect(await time.tick()).toBe(1);
    expect(kept()).toEqual([]);
    feeds.set('MEE', { status: 'UNREACHABLE', asOf: null, reason: 'down' });
    expect(await time.tick()).toBe(60);
    const nation = [[null, 3], ['310000', 2], ['MEE', 1]];
    expect(kept()).toEqual([['2026-11-29', nation]]);
    await time.tick();
    expect(kept()).toHaveLength(1);
    records = { ...records, MEE: 5 };
    await time.tick();
    time.set('2026-11-30T00:00:01Z');
    await time.tick();
    expect(kept().slice(1)).toEqual([['2026-11-29', [[null, 7], ['310000', 2], ['MEE', 5]]], ['2026-11-30', [[null, 7], ['310000', 2], ['MEE', 5]]]]);
    await keeping.close();
  });

  test('again where the index did not answer', async () => {
    let fails = true;
    const { feeds, time, kept, open } = site(async () => {
      if (fails) throw new Error('away');
      return figures({ MEE: 1 });
    });
    feeds.set('MEE', CURRENT);
    const keeping = open();
    await time.first;
    expect(kept).toHaveLength(0);
    fails = false;
    await time.tick();
    expect(kept).toHaveLength(1);
    await keeping.close();
  });
});
