import { expect, test } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { offerTable, type ShownOffer } from '../../../../cli/market/offer-table.js';
import { runOffers, type OffersRequest } from '../../../../cli/market/run-offers.js';

const offer = (more: Partial<ShownOffer>): ShownOffer => ({
  code: 'a', priceModel: 'PER_CALL', price: { text: '0.45', currency: 'CNY' }, per: 10, unit: null, period: null, cost: null, validThrough: null,
  product: { id: 'SHDE-DP-0000000001-W', title: '临近雨强' }, exchange: { exchange: { code: 'SHDE', name: '上海数据交易所' } }, ...more,
}); // prettier-ignore

test('offers stand a line each, with what the price is for', () => {
  const lines = offerTable([
    offer({ cost: { text: '4500.00', currency: 'CNY' }, validThrough: '2028-12-31' }),
    offer({ per: 1 }),
    offer({ priceModel: 'BY_USAGE', per: 100, unit: 'GB' }),
    offer({ priceModel: 'SUBSCRIPTION', per: null, period: 'P1M' }),
    offer({ priceModel: 'FREE', price: null, per: null, exchange: { exchange: null } }),
  ]).split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
  expect(lines).toEqual([
    'exchange | price | cost | until | product',
    '上海数据交易所 | 0.45 CNY / 10 calls | 4500.00 CNY | 2028-12-31 | SHDE-DP-0000000001-W | 临近雨强',
    '上海数据交易所 | 0.45 CNY / call | SHDE-DP-0000000001-W | 临近雨强',
    '上海数据交易所 | 0.45 CNY / 100 GB | SHDE-DP-0000000001-W | 临近雨强',
    '上海数据交易所 | 0.45 CNY / P1M | SHDE-DP-0000000001-W | 临近雨强',
    ' | FREE | SHDE-DP-0000000001-W | 临近雨强',
    '',
  ]);
});

test.each<[string, Partial<OffersRequest>, string]>([
  ['an address that is none', { gateway: 'catalog' }, '--gateway: expected'],
  ['half a call', { calls: 0.5 }, '--calls: expected a whole number from 0 but got 0.5.'],
  ['no number', { units: NaN }, '--units: expected a whole number from 0 but got what is no number.'],
  ['a mistyped id for a registration code', { subject: 'product', id: 'SHDE-DP-0000000001-X' }, 'PRODUCT: The check character'],
  ['no id', { id: 'x' }, 'DATASET: Expected'],
])('refuses %s before it asks', async (_, wrong, message) => {
  const complaints: string[] = [];
  const exit = await runOffers({ subject: 'dataset', id: 'CMA-DS-0000000009-1', gateway: 'http://127.0.0.1:9/graphql', ...wrong }, { output: new PassThrough(), complain: (text) => complaints.push(text), signal: new AbortController().signal });
  expect(exit).toBe(2);
  expect(complaints[0]).toContain(message);
});
