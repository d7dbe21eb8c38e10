import { describe, expect, test } from '@jest/globals';
import type { OfferInput } from '../../../../../schema/generated/catalog.js';
import { formatId } from '../../../../../schema/ids.js';
import { PRICE_MODELS } from '../../../../../schema/market/offer.js';
import { validateRecord } from '../../../../../subgraphs/catalog/validate/validate-record.js';

const zh = (text: string) => [{ lang: 'zh', text }];
const judge = (...offers: readonly OfferInput[]) =>
  validateRecord({ kind: 'DATA_PRODUCT', titles: zh('产品'), descriptions: zh('说明'), owner: formatId('SHDE', 'ORGANIZATION', 1), offers }, new Set(['SHDE']));
const rules = (...offers: readonly OfferInput[]): readonly string[] => {
  const judged = judge(...offers);
  return judged.ok ? [] : judged.problems.map(({ field, rule }) => `${field} ${rule}`);
};

/** An offer of each price model that says no more than it must. */
const smallest = {
  FREE: {},
  ONCE: { amount: 100, currency: 'CNY' },
  PER_CALL: { amount: 100, currency: 'CNY' },
  SUBSCRIPTION: { amount: 100, currency: 'CNY', period: 'P1M' },
  BY_USAGE: { amount: 100, currency: 'CNY', unit: 'GB' },
  NEGOTIATED: {},
} as const;
const priced = { amount: 1, currency: 'CNY', per: 10, unit: 'GB', period: 'P1Y' } as const;
const MAY: Readonly<Record<string, readonly string[]>> = { PER_CALL: ['per'], BY_USAGE: ['per'] };

describe('offers of a product', () => {
  test.each(PRICE_MODELS)('%s says of its price what it must, and nothing else', (priceModel) => {
    const least: OfferInput = { code: 'a', priceModel, ...smallest[priceModel] };
    expect(rules(least)).toEqual([]);
    for (const name of Object.keys(smallest[priceModel])) expect(rules({ ...least, [name]: null })).toEqual([`offers[0].${name} PRICE`]);
    for (const [name, value] of Object.entries(priced)) {
      const isOwn = name in smallest[priceModel] || MAY[priceModel]?.includes(name);
      expect(rules({ ...least, [name]: value })).toEqual(isOwn ? [] : [`offers[0].${name} PRICE`]);
    }
  });

  test('are kept as they are written', () => {
    const offer = { code: 'm', priceModel: 'SUBSCRIPTION', amount: 9007199254740991, currency: 'CNY', period: 'P1M', validFrom: '2026', validThrough: '2026-06' };
    expect(judge(offer)).toMatchObject({ ok: true, content: { offers: [offer] } });
  });

  test('have a code each', () => {
    expect(rules({ code: 'a', priceModel: 'FREE' }, { code: 'a', priceModel: 'NEGOTIATED' })).toEqual(['offers DUPLICATE']);
    expect(rules({ priceModel: 'FREE' })).toEqual(['offers[0].code REQUIRED']);
    expect(rules({ code: '一', priceModel: 'FREE' })).toEqual(['offers[0].code PRICE']);
  });

  test.each<[string, OfferInput, string]>([
    ['half of a minor unit', { amount: 0.5 }, 'amount NUMBER'],
    ['a price below nothing', { amount: -1 }, 'amount NUMBER'],
    ['more than a double can hold', { amount: 2 ** 53 }, 'amount NUMBER'],
    ['a price as a text', { amount: '100' as unknown as number }, 'amount NUMBER'],
    ['a currency that is none', { currency: 'RMB' }, 'currency PRICE'],
    ['a period of two sorts', { period: 'P1Y6M' }, 'period PRICE'],
    ['a day that there is not', { validFrom: '2026-02-30' }, 'validFrom DATE'],
    ['a policy that is none', { policy: '{}' }, 'policy POLICY'],
  ])('refuse %s', (_, wrong, rule) => {
    const right: OfferInput = { code: 'a', priceModel: 'SUBSCRIPTION', ...smallest.SUBSCRIPTION };
    expect(rules({ ...right, ...wrong })[0]).toBe(`offers[0].${rule}`);
  });

  test('refuse to end before they begin', () => {
    expect(rules({ code: 'a', priceModel: 'FREE', validFrom: '2027', validThrough: '2026' })).toEqual(['offers[0] PERIOD']);
  });

  test('stand under a code that the registration is looked up by', () => {
    const product = { kind: 'DATA_PRODUCT', titles: zh('产品'), descriptions: zh('说明'), owner: formatId('SHDE', 'ORGANIZATION', 1) };
    expect(validateRecord({ ...product, registrationCode: ' SAMPLE-1 ' }, new Set(['SHDE']))).toMatchObject({ ok: true, content: { registrationCode: 'SAMPLE-1' } });
    expect(validateRecord({ ...product, registrationCode: '码 1' }, new Set(['SHDE']))).toMatchObject({ ok: false, problems: [{ field: 'registrationCode', rule: 'REGISTRATION_CODE' }] });
  });
});
