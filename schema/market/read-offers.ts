import { PRICE_MODELS, type PublishedOffer } from './offer.js';

/** The offers in a product's document. Its node has checked them; what is of a later contract than this is passed over. */
export const readOffers = (offers: unknown): readonly PublishedOffer[] => (Array.isArray(offers) ? offers.filter(isOffer) : []);

const isOffer = (value: unknown): value is PublishedOffer => {
  const { code, priceModel } = (value ?? {}) as { readonly code?: unknown; readonly priceModel?: unknown };
  return typeof code === 'string' && (PRICE_MODELS as readonly unknown[]).includes(priceModel);
};
