import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { add, BadMoney, compare, inMajorUnits, money, scale } from '../../../../schema/market/money.js';

const currency = fc.constantFrom('CNY', 'HKD', 'JPY', 'KWD');
const amount = fc.integer({ min: 0, max: 10 ** 9 });
const count = fc.integer({ min: 0, max: 10 ** 5 });
const divisor = fc.integer({ min: 1, max: 10 ** 4 });

describe('money', () => {
  test('is a whole number of minor units of a currency that there is', () => {
    expect(money('CNY', 1250)).toEqual({ currency: 'CNY', amount: 1250 });
    for (const bad of [1.5, -1, NaN, Infinity, 2 ** 53]) expect(() => money('CNY', bad)).toThrow(BadMoney);
    for (const bad of ['RMB', 'cny', '', 'XAU']) expect(() => money(bad, 1)).toThrow(BadMoney);
  });

  test('is written in major units by the digits of its currency', () => {
    expect([money('CNY', 5), money('CNY', 1250), money('JPY', 1250), money('KWD', 1250)].map(inMajorUnits)).toEqual(['0.05', '12.50', '1250', '1.250']);
  });

  test('is written so that it can be read again without a rounding', () => {
    fc.assert(
      fc.property(currency, fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (code, value) => {
        expect(Number(BigInt(inMajorUnits(money(code, value)).replace('.', '')))).toBe(value);
      }),
    );
  });

  test('adds exactly, in any order', () => {
    fc.assert(
      fc.property(currency, amount, amount, amount, (code, a, b, c) => {
        const [x, y, z] = [money(code, a), money(code, b), money(code, c)];
        expect(add(x, y)).toEqual(add(y, x));
        expect(add(add(x, y), z)).toEqual(add(x, add(y, z)));
      }),
    );
  });

  test('is never mixed with another currency', () => {
    fc.assert(
      fc.property(currency, currency, amount, amount, (one, other, a, b) => {
        fc.pre(one !== other);
        expect(() => add(money(one, a), money(other, b))).toThrow(BadMoney);
        expect(() => compare(money(one, a), money(other, b))).toThrow(BadMoney);
      }),
    );
  });

  test('is scaled to the nearest minor unit, half of one upwards', () => {
    expect(scale(money('CNY', 45), 7, 10).amount).toBe(32); // 31.5
    expect(scale(money('CNY', 5), 1, 10).amount).toBe(1); // 0.5
    expect(scale(money('CNY', 4), 1, 10).amount).toBe(0); // 0.4
    fc.assert(
      fc.property(currency, amount, count, divisor, (code, value, by, of) => {
        const error = BigInt(scale(money(code, value), by, of).amount) * BigInt(of) - BigInt(value) * BigInt(by);
        expect(2n * error <= BigInt(of) && 2n * error > -BigInt(of)).toBe(true);
      }),
    );
  });

  test('costs no less for more', () => {
    fc.assert(
      fc.property(amount, count, count, divisor, (value, one, more, of) => {
        expect(scale(money('CNY', value), one + more, of).amount).toBeGreaterThanOrEqual(scale(money('CNY', value), one, of).amount);
      }),
    );
  });

  test('is refused where it is more than can be said', () => {
    expect(() => add(money('CNY', Number.MAX_SAFE_INTEGER), money('CNY', 1))).toThrow(BadMoney);
    expect(() => scale(money('CNY', Number.MAX_SAFE_INTEGER), 2)).toThrow(BadMoney);
    expect(scale(money('CNY', Number.MAX_SAFE_INTEGER), 2, 2).amount).toBe(Number.MAX_SAFE_INTEGER);
    for (const [by, of] of [[1.5, 1], [-1, 1], [1, 0], [1, 1.5]] as const) expect(() => scale(money('CNY', 1), by, of)).toThrow(BadMoney);
  });
});
