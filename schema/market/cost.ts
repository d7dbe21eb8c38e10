import { parseDuration, type Duration } from './duration.js';
import { BadMoney, money, scale, type Money } from './money.js';
import type { PublishedOffer } from './offer.js';

/** What somebody wants to use of a product. What is not said is not known. */
export interface Need {
  /** Calls of its interface. */
  readonly calls?: number | undefined;
  /** Units of what its offers by usage count. */
  readonly units?: number | undefined;
  /** For how long. */
  readonly during?: Duration | undefined;
}

/**
 * What an offer comes to for a need. Null where that can't be told: the price is negotiated, the need does not say how much,
 * the offer counts in days and the need in months, or the sum is past what money can be. FREE costs nothing in no currency: null
 * too, and its price model says so. A period that is begun is paid whole.
 */
export function costOf(offer: PublishedOffer, need: Need): Money | null {
  const { amount, currency, per = 1 } = offer;
  if (amount === undefined || currency === undefined) return null;
  const count = countOf(offer, need);
  try {
    return count === null ? null : scale(money(currency, amount), count, offer.priceModel === 'PER_CALL' || offer.priceModel === 'BY_USAGE' ? per : 1);
  } catch (error) {
    if (error instanceof BadMoney) return null;
    throw error;
  }
}

/** How many times the price is due, before it is divided by what it is for. */
function countOf({ priceModel, period = '' }: PublishedOffer, { calls, units, during }: Need): number | null {
  switch (priceModel) {
    case 'ONCE':
      return 1;
    case 'PER_CALL':
      return calls ?? null;
    case 'BY_USAGE':
      return units ?? null;
    case 'SUBSCRIPTION':
      return during ? periodsIn(during, parseDuration(period)) : null;
    case 'FREE':
    case 'NEGOTIATED':
      return null;
  }
}

const periodsIn = (during: Duration, period: Duration | null): number | null => (period?.sort === during.sort ? Math.ceil(during.count / period.count) : null);
