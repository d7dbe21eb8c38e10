import type { PriceModel } from '../../schema/generated/common.js';
import { compareOffers } from '../../schema/market/compare-offers.js';
import { costOf, type Need } from '../../schema/market/cost.js';
import type { Money } from '../../schema/market/money.js';
import type { PublishedOffer } from '../../schema/market/offer.js';
import { standingAt } from '../../schema/market/validity.js';
import type { Listing } from './listing.js';

/** An offer, with the listing that it is of and what it comes to for the need that was asked about. */
export interface ListedOffer {
  readonly offer: PublishedOffer;
  readonly listing: Listing;
  readonly cost: Money | null;
}

export interface OfferQuestion {
  readonly at: Date;
  readonly priceModels?: readonly PriceModel[] | null | undefined;
  readonly need: Need;
}

/** Every offer of a listing, whenever it holds. */
export const offersOf = (listing: Listing, need: Need = {}): readonly ListedOffer[] => listing.offers.map((offer) => ({ offer, listing, cost: costOf(offer, need) }));

/** The offers of listings that hold at the moment, beside each other. */
export function openOffers(listings: readonly Listing[], { at, priceModels, need }: OfferQuestion): readonly ListedOffer[] {
  return listings
    .flatMap((listing) => offersOf(listing, need))
    .filter(({ offer }) => standingAt(offer, at) === 'OPEN' && (priceModels?.includes(offer.priceModel) ?? true))
    .sort((one, other) => compareOffers(priced(one), priced(other)));
}

/** The first free offer, and the first of each currency. */
export function cheapest(offers: readonly ListedOffer[]): readonly ListedOffer[] {
  const first = new Map<string, ListedOffer>();
  for (const one of offers) {
    const currency = one.offer.priceModel === 'FREE' ? '' : one.cost?.currency;
    if (currency !== undefined && !first.has(currency)) first.set(currency, one);
  }
  return [...first.values()];
}

const priced = ({ offer, listing, cost }: ListedOffer) => ({ offer, cost, product: listing.id });
