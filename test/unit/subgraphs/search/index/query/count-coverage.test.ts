import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { EVERYBODY } from '../../../../../../schema/audience.js';
import type { Frequency } from '../../../../../../schema/generated/common.js';
import { formatId } from '../../../../../../schema/ids.js';
import { CountedViews } from '../../../../../../subgraphs/search/index/columns/counted-views.js';
import { RecordColumns } from '../../../../../../subgraphs/search/index/columns/record-columns.js';
import { countCoverage } from '../../../../../../subgraphs/search/index/query/count-coverage.js';
import { CountedFigures } from '../../../../../../subgraphs/search/index/query/counted-figures.js';
import { islandIndex } from '../../../../../../subgraphs/search/model/island-index.js';
import type { RecordFacts } from '../../../../../../subgraphs/search/model/facts.js';

/* Figures over columns beside the plainest program that could say the same. */

const DAY = Date.parse('2026-11-29');
const AUTHORITIES = ['310000', 'MEE', 'SAC'] as const;
const idOf = (n: number): string => formatId(AUTHORITIES[n % 3]!, 'DATASET', n);
const IDS = Array.from({ length: 12 }, (_, n) => idOf(n));
const reference = fc.constantFrom(...IDS, idOf(99));
const given = fc.record({
  themes: fc.uniqueArray(fc.constantFrom('environment', 'transport', 'so-called')),
  openness: fc.constantFrom('' as const, 'OPEN' as const, 'CLOSED' as const),
  frequency: fc.constantFrom<Frequency | ''>('', 'DAILY', 'YEARLY', 'NEVER'),
  modified: fc.constantFrom('', '2026-11-01', '2026-01', '2024', 'not a date'),
  owner: fc.oneof(fc.constant(''), reference),
  standards: fc.uniqueArray(reference, { maxLength: 3 }),
  serves: fc.uniqueArray(reference, { maxLength: 3 }),
  derivedFrom: fc.uniqueArray(reference, { maxLength: 2 }),
  links: fc.uniqueArray(reference, { maxLength: 3 }),
  log: fc.constantFrom('', '', 'MEMBER'),
  lives: fc.boolean(),
});
type Given = typeof given extends fc.Arbitrary<infer Value> ? Value : never;

const factsOf = ({ themes, openness, frequency, modified, owner, standards, serves, derivedFrom, links, log }: Given, n: number): RecordFacts => ({
  themes, openness, frequency, modified, owner, standards, serves, derivedFrom, links, log, id: idOf(n), kind: 'DATASET', title: 't', titleEn: '', region: '', formats: [], shareType: '', grade: '', license: '', keywords: [], issued: '', temporal: null, bbox: null, hasApiFormat: false, length: 1, completeness: 1, unmetMetrics: 0, inForce: false, keyHashes: [], permits: [], published: '', industries: [], priceModels: [], demandState: '', hub: '', environments: [], accelerators: [], usedWell: [],
});

/** Columns of the records that live, in any order of what comes and goes. */
function columnsOf(records: readonly Given[]): RecordColumns {
  const slots = new Map<string, number>();
  const columns: RecordColumns = new RecordColumns((id) => {
    const slot = slots.get(id);
    return slot !== undefined && columns.isShown(slot) ? slot : undefined;
  });
  records.forEach((one, n) => {
    const facts = factsOf(one, n);
    const slot = columns.add(facts);
    slots.set(facts.id, slot);
    columns.goLive(slot);
  });
  records.forEach((one, n) => (one.lives ? undefined : columns.die(slots.get(idOf(n))!)));
  return columns;
}

const READERS = { public: EVERYBODY, member: { authorities: ['440000'] } } as const;

describe('figures', () => {
  test.each(Object.entries(READERS))('are those of a plain count, for the %s', (name, reader) => {
    fc.assert(
      fc.property(fc.array(given, { minLength: 1, maxLength: IDS.length }), (records) => {
        const columns = columnsOf(records);
        const seen = records.map((one, n) => ({ ...one, n, authority: AUTHORITIES[n % 3]! })).filter(({ lives, log }) => lives && (log === '' || name === 'member'));
        const find = (id: string) => seen.find(({ n }) => idOf(n) === id);
        const links = seen.flatMap((from) => [from.owner, ...from.standards, ...from.serves, ...from.derivedFrom, ...from.links].flatMap((id) => {
          const to = find(id);
          return to === undefined || to.authority === from.authority ? [] : [{ from, to }];
        }));
        const plain = (some: typeof seen) => ({
          records: some.length,
          open: some.filter(({ openness }) => openness === 'OPEN').length,
          conforming: some.filter(({ standards }) => standards.some((id) => find(id) !== undefined)).length,
          dated: some.filter(({ modified }) => /^\d/.test(modified)).length,
          recent: some.filter(({ modified }) => modified.startsWith('2026')).length,
          kept: some.filter(({ modified, frequency }) => (/^\d/.test(modified) && frequency === 'YEARLY') || (modified === '2026-11-01' && frequency === 'DAILY')).length,
          linkedOut: some.filter((one) => links.some(({ from }) => from === one)).length,
          linkedIn: some.filter((one) => links.some(({ to }) => to === one)).length,
          linksOut: links.filter(({ from }) => some.includes(from)).length,
          linksIn: links.filter(({ to }) => some.includes(to)).length,
        });
        const expected = AUTHORITIES.map((authority) => ({ authority, own: seen.filter((one) => one.authority === authority) })).filter(({ own }) => own.length > 0).map(({ authority, own }) => ({
          authority,
          counts: plain(own),
          themes: (['transport', 'environment'] as const).map((theme) => ({ theme, own: own.filter(({ themes }) => themes.includes(theme)) })).filter((one) => one.own.length > 0).map((one) => ({ theme: one.theme, counts: plain(one.own) })),
        }));
        const found = countCoverage(columns, columns.view(reader), DAY);
        expect(found).toMatchObject(expected);
        expect(found).toHaveLength(expected.length);
        found.forEach(({ themes }, at) => expect(themes).toHaveLength(expected[at]!.themes.length));
        for (const { counts } of found) expect(islandIndex(counts)).toBeGreaterThanOrEqual(0);
        const sum = (field: 'linksOut' | 'linksIn'): number => found.reduce((total, { counts }) => total + counts[field], 0);
        expect(sum('linksOut')).toBe(sum('linksIn'));
      }),
      { numRuns: 200 },
    );
  });

  test('are counted once until a record comes or goes, for each reader and question', () => {
    const one: Given = { themes: [], openness: '', frequency: '', modified: '', owner: '', standards: [], serves: [], derivedFrom: [], links: [], log: '', lives: true };
    const columns = columnsOf([one, { ...one, log: 'MEMBER' }]);
    const counted = new CountedViews(columns);
    let times = 0;
    const count = (reader: { readonly authorities: readonly string[] }, question = 'x'): number => counted.of(columns.view(reader), question, () => ++times);
    expect([count(EVERYBODY), count(EVERYBODY), count(READERS.member), count(READERS.member), count(EVERYBODY, 'y')]).toEqual([1, 1, 2, 2, 3]);
    columns.die(1);
    expect([count(EVERYBODY), count(EVERYBODY)]).toEqual([4, 4]);
    columns.hide(['310000']);
    expect(count(EVERYBODY)).toBe(5);
  });

  test('are counted anew where a record goes under the count, and again by who asks after that', async () => {
    const one: Given = { themes: [], openness: '', frequency: '', modified: '', owner: '', standards: [], serves: [], derivedFrom: [], links: [], log: '', lives: true };
    const columns = columnsOf([one, one, one]);
    const figures = new CountedFigures(new CountedViews(columns), columns);
    const ask = () => figures.of('2026-11-29', EVERYBODY);
    const records = async (counting: ReturnType<typeof ask>) => (await counting).authorities.map(({ counts }) => counts.records);
    const first = ask();
    expect(ask()).toBe(first);
    await Promise.resolve();
    columns.die(2);
    const second = ask();
    expect(second).not.toBe(first);
    expect(await records(first)).toEqual([1, 1]);
    expect(await records(second)).toEqual([1, 1]);
    expect(ask()).toBe(ask());
  });

  test('are counted one after the other while records go: who waits shares the next count, and who may see other records has another', async () => {
    const one: Given = { themes: [], openness: '', frequency: '', modified: '', owner: '', standards: [], serves: [], derivedFrom: [], links: [], log: '', lives: true };
    const columns = columnsOf([one, one, one, { ...one, log: 'MEMBER' }]);
    const figures = new CountedFigures(new CountedViews(columns), columns);
    const ask = (reader: { readonly authorities: readonly string[] } = EVERYBODY) => figures.of('2026-11-29', reader);
    const ended: string[] = [];
    const noted = async (name: string, counting: ReturnType<typeof ask>): Promise<number> => {
      const { authorities } = await counting;
      ended.push(name);
      return authorities.reduce((sum, { counts }) => sum + counts.records, 0);
    };
    const first = ask();
    await Promise.resolve();
    columns.die(2);
    const second = ask();
    columns.die(1);
    const third = ask();
    const member = ask(READERS.member);
    expect([third === second, member === second]).toEqual([true, false]);
    expect(await Promise.all([noted('first', first), noted('second', second), noted('third', third), noted('member', member)])).toEqual([1, 1, 1, 2]);
    expect(ended).toEqual(['first', 'second', 'third', 'member']);
  });
});
