import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareOffers, type PricedOffer } from '../../../../schema/market/compare-offers.js';
import { costOf, type Need } from '../../../../schema/market/cost.js';
import { parseDuration } from '../../../../schema/market/duration.js';
import { PRICE_MODELS, type PublishedOffer } from '../../../../schema/market/offer.js';
import { standingAt } from '../../../../schema/market/validity.js';

const offer = (priceModel: PublishedOffer['priceModel'], more: Partial<PublishedOffer> = {}): PublishedOffer => ({ code: 'a', priceModel, amount: 100, currency: 'CNY', ...more });
const year = parseDuration('P1Y') ?? undefined;
const yuan = (amount: number) => ({ currency: 'CNY', amount });

describe('what an offer comes to', () => {
  test.each<[string, PublishedOffer, Need, unknown]>([
    ['once, whatever is needed', offer('ONCE'), {}, yuan(100)],
    ['per call', offer('PER_CALL'), { calls: 12 }, yuan(1200)],
    ['per ten calls', offer('PER_CALL', { amount: 45, per: 10 }), { calls: 7 }, yuan(32)],
    ['no calls', offer('PER_CALL'), { calls: 0 }, yuan(0)],
    ['by usage', offer('BY_USAGE', { per: 100, unit: 'GB' }), { units: 250 }, yuan(250)],
    ['a subscription by the month for a year', offer('SUBSCRIPTION', { period: 'P1M' }), { during: year }, yuan(1200)],
    ['a period that is begun is whole', offer('SUBSCRIPTION', { period: 'P5M' }), { during: year }, yuan(300)],
    ['weeks for days', offer('SUBSCRIPTION', { period: 'P1W' }), { during: { sort: 'DAYS', count: 8 } }, yuan(200)],
    ['days are no months', offer('SUBSCRIPTION', { period: 'P30D' }), { during: year }, null],
    ['nobody said how much', offer('PER_CALL'), { units: 5 }, null],
    ['free', { code: 'a', priceModel: 'FREE' }, { calls: 1 }, null],
    ['negotiated', { code: 'a', priceModel: 'NEGOTIATED' }, { calls: 1 }, null],
    ['more than money can be', offer('ONCE', { amount: 2 ** 53 }), {}, null],
  ])('%s', (_, one, need, cost) => {
    expect(costOf(one, need)).toEqual(cost);
  });

  test('durations are of one sort', () => {
    expect(['P1D', 'P2W', 'P3M', 'P1Y'].map(parseDuration)).toEqual([{ sort: 'DAYS', count: 1 }, { sort: 'DAYS', count: 14 }, { sort: 'MONTHS', count: 3 }, { sort: 'MONTHS', count: 12 }]);
    for (const bad of ['P0M', 'P1Y6M', 'PT1H', 'P1.5M', '1M', 'P1m', '']) expect(parseDuration(bad)).toBeNull();
  });
});

describe('offers beside each other', () => {
  const priced = fc
    .record({
    offer: fc.record({ code: fc.constantFrom('a', 'b', 'c'), priceModel: fc.constantFrom(...PRICE_MODELS) }),
    cost: fc.option(fc.record({ currency: fc.constantFrom('CNY', 'HKD'), amount: fc.nat(5) })),
    product: fc.constantFrom('1', '2', '3'),
  })
    // What costs nothing, or what one must ask for, has no cost that can be told.
    .map((one): PricedOffer => (one.offer.priceModel === 'FREE' || one.offer.priceModel === 'NEGOTIATED' ? { ...one, cost: null } : one));

  test('stand in one order, whatever order they come in', () => {
    fc.assert(
      fc.property(fc.array(priced), (offers) => {
        expect(offers.toReversed().sort(compareOffers).map(rankOf)).toEqual(offers.toSorted(compareOffers).map(rankOf));
      }),
    );
  });

  test('are free, then by cost within a currency, then of no known cost', () => {
    fc.assert(
      fc.property(fc.array(priced), (offers) => {
        const sorted = offers.toSorted(compareOffers);
        const ranks = sorted.map(({ offer: { priceModel }, cost }) => (priceModel === 'FREE' ? 0 : cost ? 1 : 2));
        expect(ranks).toEqual(ranks.toSorted());
        const costs = sorted.filter((_, index) => ranks[index] === 1).map(({ cost }) => cost);
        const currencies = costs.map((cost) => cost?.currency ?? '');
        expect(currencies).toEqual(currencies.toSorted());
        for (const code of new Set(currencies)) {
          const amounts = costs.flatMap((cost) => (cost?.currency === code ? [cost.amount] : []));
          expect(amounts).toEqual(amounts.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  const rankOf = ({ offer: { code, priceModel }, cost, product }: PricedOffer) => [product, code, priceModel === 'FREE', cost];
});

test('an offer holds from its first day through its last', () => {
  const held = { code: 'a', priceModel: 'FREE', validFrom: '2026-04-15', validThrough: '2027' } as const;
  expect(['2026-04-14T23:59:59.999Z', '2026-04-15T00:00:00Z', '2027-12-31T23:59:59.999Z', '2028-01-01T00:00:00Z'].map((at) => standingAt(held, new Date(at)))).toEqual(['UPCOMING', 'OPEN', 'OPEN', 'ENDED']);
  expect(standingAt({ code: 'a', priceModel: 'FREE' }, new Date(0))).toBe('OPEN');
});
