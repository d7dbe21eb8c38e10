import type { PriceModel } from '../../../schema/generated/common.js';
import { catalogError } from '../../../schema/errors.js';
import { aTypeOf, authorityIn, parseId } from '../../../schema/ids.js';
import { costOf } from '../../../schema/market/cost.js';
import { inMajorUnits, type Money } from '../../../schema/market/money.js';
import { LONGEST_CODE } from '../../../schema/market/offer.js';
import { standingAt } from '../../../schema/market/validity.js';
import { readMoment } from '../../kit/read-moment.js';
import type { MarketContext } from '../context.js';
import type { Listing } from '../listing.js';
import { readNeed, type NeedArgs } from '../need.js';
import { cheapest, offersOf, openOffers, type ListedOffer } from '../offers.js';

interface OfferArgs extends NeedArgs {
  readonly at?: string | null;
  readonly priceModels?: readonly PriceModel[] | null;
}

interface Key {
  readonly id: string;
}

/** Listings of one product. */
interface Product {
  readonly registrationCode: string | null;
  readonly listings: readonly Listing[];
}

const open = (listings: readonly Listing[], { at, priceModels, ...need }: OfferArgs, now: Date): readonly ListedOffer[] => openOffers(listings, { at: readMoment(at, now), priceModels, need: readNeed(need) });

const productOf = async ({ id }: Key, { byId, registered }: MarketContext): Promise<Product | null> => {
  const listing = await byId.load(id);
  if (!listing) return null;
  const { registrationCode } = listing;
  return { registrationCode, listings: registrationCode === null ? [listing] : await registered.load(registrationCode) };
};

export const marketResolvers = {
  Query: {
    productListings: async (_: unknown, { registrationCode, product }: { readonly registrationCode?: string | null; readonly product?: string | null }, context: MarketContext): Promise<Product | null> => {
      if ((registrationCode == null) === (product == null)) throw catalogError('BAD_INPUT', `Expected exactly one of registrationCode and product but got ${product == null ? 'none' : 'both'}.`);
      if (product != null) return productOf({ id: requireProductId(product) }, context);
      const listings = await context.registered.load(requireCode(registrationCode as string));
      return listings.length === 0 ? null : { registrationCode: listings[0]?.registrationCode ?? null, listings };
    },
  },
  Dataset: {
    __resolveReference: ({ id }: Key): Key => ({ id }),
    products: async ({ id }: Key, _: unknown, { ofDataset }: MarketContext): Promise<readonly Listing[]> => ofDataset.load(id),
    offers: async ({ id }: Key, args: OfferArgs, { ofDataset, now }: MarketContext): Promise<readonly ListedOffer[]> => open(await ofDataset.load(id), args, now),
  },
  DataProduct: {
    __resolveReference: ({ id }: Key): Key => ({ id }),
    exchange: ({ id }: Key) => ({ code: authorityIn(id) }),
    offers: async ({ id }: Key, _: unknown, { byId }: MarketContext): Promise<readonly ListedOffer[] | null> => {
      const listing = await byId.load(id);
      return listing && offersOf(listing);
    },
    listings: (key: Key, _: unknown, context: MarketContext): Promise<Product | null> => productOf(key, context),
  },
  ProductListings: {
    exchanges: ({ listings }: Product) => [...new Set(listings.map(({ exchange }) => exchange))].sort().map((code) => ({ code })),
    offers: ({ listings }: Product, args: OfferArgs, { now }: MarketContext) => open(listings, args, now),
    cheapest: ({ listings }: Product, args: OfferArgs, { now }: MarketContext) => cheapest(open(listings, args, now)),
  },
  Offer: {
    code: ({ offer }: ListedOffer) => offer.code,
    product: ({ listing }: ListedOffer) => listing,
    priceModel: ({ offer }: ListedOffer) => offer.priceModel,
    price: ({ offer: { amount, currency } }: ListedOffer): Money | null => (amount === undefined || currency === undefined ? null : { amount, currency }),
    per: ({ offer: { priceModel, per = 1 } }: ListedOffer) => (priceModel === 'PER_CALL' || priceModel === 'BY_USAGE' ? per : null),
    unit: ({ offer }: ListedOffer) => offer.unit,
    period: ({ offer }: ListedOffer) => offer.period,
    cost: ({ offer }: ListedOffer, args: NeedArgs) => costOf(offer, readNeed(args)),
    terms: ({ offer }: ListedOffer) => offer.policy,
    validFrom: ({ offer }: ListedOffer) => offer.validFrom,
    validThrough: ({ offer }: ListedOffer) => offer.validThrough,
    standing: ({ offer }: ListedOffer, { at }: { readonly at?: string | null }, { now }: MarketContext) => standingAt(offer, readMoment(at, now)),
    productVersion: ({ listing }: ListedOffer) => listing.version,
    asOf: ({ listing }: ListedOffer) => listing.asOf,
  },
  Money: { text: inMajorUnits },
};

/** No code is longer, so a longer one is not asked for. */
function requireCode(code: string): string {
  if (code.length > LONGEST_CODE) throw catalogError('BAD_INPUT', `registrationCode: expected at most ${String(LONGEST_CODE)} characters but got ${String(code.length)}.`, { argument: 'registrationCode' });
  return code;
}

function requireProductId(id: string): string {
  const parsed = parseId(id);
  if (!parsed.ok) throw catalogError('BAD_ID', parsed.problem, { id });
  if (parsed.kind !== 'DATA_PRODUCT') throw catalogError('BAD_ID', `Expected the id of ${aTypeOf('DATA_PRODUCT')} but got one of ${aTypeOf(parsed.kind)}.`, { id });
  return id;
}
