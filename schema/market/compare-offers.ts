import { compare, type Money } from './money.js';
import type { PublishedOffer } from './offer.js';

/** An offer with what it comes to; null where that can't be told. */
export interface PricedOffer {
  readonly offer: Pick<PublishedOffer, 'code' | 'priceModel'>;
  readonly cost: Money | null;
  /** Id of the listing, to tell apart what is alike. */
  readonly product: string;
}

/**
 * The order in which offers stand beside each other: what is free, then what has a cost, the cheapest first within each
 * currency, currencies by their codes, then what can't be told. No currency is ever compared with another.
 */
export function compareOffers(one: PricedOffer, other: PricedOffer): number {
  return rank(one) - rank(other) || byCost(one.cost, other.cost) || byText(one.product, other.product) || byText(one.offer.code, other.offer.code);
}

const rank = ({ offer, cost }: PricedOffer): number => (offer.priceModel === 'FREE' ? 0 : cost ? 1 : 2);

const byCost = (one: Money | null, other: Money | null): number => (one && other ? byText(one.currency, other.currency) || compare(one, other) : 0);

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
