import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY_COUNTS, FigureDays, KEPT_DAYS, type DayCounts, type FiguresOf } from '../../../../../subgraphs/search/trend/figure-days.js';

let folder: string;
let days: FigureDays;
const file = (): string => join(folder, 'below', 'figures.db');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-figures-'));
  days = new FigureDays(file());
});
afterEach(() => {
  days.close();
  rmSync(folder, { recursive: true });
});

const counts = (records: number): DayCounts => Object.fromEntries(DAY_COUNTS.map((name, place) => [name, records + place])) as unknown as DayCounts;
const rows = (nation: number, authorities: Readonly<Record<string, number>> = {}): ReadonlyMap<FiguresOf, DayCounts> => new Map([[null, counts(nation)], ...Object.entries(authorities).map(([code, records]) => [code, counts(records)] as const)]);
const dayAt = (number: number): string => new Date(Date.parse('2020-01-01') + number * 86_400_000).toISOString().slice(0, 10);

describe('the figures of days', () => {
  test('are told from the earliest, of the nation and of each authority, and survive a restart', () => {
    days.keep('2026-11-28', rows(3, { '310000': 2, MEE: 1 }));
    days.keep('2026-11-29', rows(4, { '310000': 4 }));
    days.close();
    days = new FigureDays(file());
    expect(days.list(null, '2026-11-29', 90)).toEqual([{ day: '2026-11-28', ...counts(3) }, { day: '2026-11-29', ...counts(4) }]);
    expect(days.list('310000', '2026-11-29', 1)).toEqual([{ day: '2026-11-29', ...counts(4) }]);
    expect(days.list('MEE', '2026-11-29', 90)).toEqual([{ day: '2026-11-28', ...counts(1) }]);
    expect(days.list('CMA', '2026-11-29', 90)).toEqual([]);
  });

  test('of one day are what they were last: who has nothing any more has no row', () => {
    days.keep('2026-11-29', rows(3, { '310000': 2, MEE: 1 }));
    days.keep('2026-11-29', rows(5, { '310000': 5 }));
    expect(days.list(null, '2026-11-29', 90)).toEqual([{ day: '2026-11-29', ...counts(5) }]);
    expect(days.list('MEE', '2026-11-29', 90)).toEqual([]);
  });

  test('are kept for as long as they can be asked for, and no longer', () => {
    for (let number = 0; number < KEPT_DAYS + 40; number++) days.keep(dayAt(number), rows(number));
    const last = dayAt(KEPT_DAYS + 39);
    const kept = days.list(null, last, KEPT_DAYS);
    expect(kept).toHaveLength(KEPT_DAYS);
    expect(kept[0]!.day).toBe(dayAt(40));
    expect(days.list(null, last, 10 * KEPT_DAYS)).toHaveLength(KEPT_DAYS);
  });
});
