import { minorDigits } from './currencies.js';

/** An amount of money: a whole number of minor units, so that nothing is lost to fractions of two. */
export interface Money {
  /** An ISO 4217 code. */
  readonly currency: string;
  /** In minor units, from 0 to 2^53 - 1. */
  readonly amount: number;
}

/** An amount that can't be said; the message says why. */
export class BadMoney extends Error {
  override readonly name = 'BadMoney';
}

/** @throws BadMoney unless the amount is a whole number from 0 to 2^53 - 1 and the currency is one of ISO 4217 */
export function money(currency: string, amount: number | bigint): Money {
  if (minorDigits(currency) === undefined) throw new BadMoney(`Expected a currency of ISO 4217 but got ${JSON.stringify(currency)}.`);
  const value = Number(amount);
  if (!Number.isSafeInteger(value) || value < 0) throw new BadMoney(`Expected a whole number of minor units from 0 to ${String(Number.MAX_SAFE_INTEGER)} but got ${String(amount)}.`);
  return { currency, amount: value };
}

/** @throws BadMoney where the currencies differ: nothing is ever converted */
export function add(one: Money, other: Money): Money {
  requireSame(one, other);
  return money(one.currency, BigInt(one.amount) + BigInt(other.amount));
}

/** Less than, the same as or more than 0, as for a sort. @throws BadMoney where the currencies differ */
export function compare(one: Money, other: Money): number {
  requireSame(one, other);
  return one.amount - other.amount;
}

/**
 * `amount` × `numerator` ÷ `denominator`. The whole product is made first and divided once; half a minor unit and more
 * rounds up.
 *
 * @throws BadMoney where it is more than can be said, or a part is no whole number
 */
export function scale({ currency, amount }: Money, numerator: number, denominator = 1): Money {
  if (!Number.isSafeInteger(numerator) || numerator < 0) throw new BadMoney(`Expected a whole number from 0 but got ${String(numerator)}.`);
  if (!Number.isSafeInteger(denominator) || denominator < 1) throw new BadMoney(`Expected a whole number from 1 but got ${String(denominator)}.`);
  const divisor = BigInt(denominator);
  return money(currency, (2n * BigInt(amount) * BigInt(numerator) + divisor) / (2n * divisor));
}

/** In major units, as people write it: `12.50`. */
export function inMajorUnits({ currency, amount }: Money): string {
  const digits = minorDigits(currency) ?? 0;
  const text = String(amount).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function requireSame(one: Money, other: Money): void {
  if (one.currency !== other.currency) throw new BadMoney(`Expected amounts in one currency but got ${one.currency} and ${other.currency}.`);
}
