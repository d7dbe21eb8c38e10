import type { PublishedOffer } from '../../schema/market/offer.js';
import { PRICE_MODELS } from '../../schema/market/offer.js';
import { parseId } from '../../schema/ids.js';
import type { PublishedRecord } from '../kit/layers/published-records.js';

/** A data product as one exchange lists it. */
export interface Listing {
  readonly id: string;
  readonly version: number;
  readonly asOf: string | null;
  /** Code of the exchange's authority. */
  readonly exchange: string;
  readonly registrationCode: string | null;
  readonly offers: readonly PublishedOffer[];
}

/** Reads what an exchange has published. Its node has checked it; what is of a later contract than this is passed over. */
export function readListing({ id, version, document, asOf }: PublishedRecord): Listing {
  const { registrationCode, offers } = JSON.parse(document) as { readonly registrationCode?: unknown; readonly offers?: unknown };
  const parsed = parseId(id);
  return {
    id,
    version,
    asOf,
    exchange: parsed.ok ? parsed.authority : '',
    registrationCode: typeof registrationCode === 'string' ? registrationCode : null,
    offers: Array.isArray(offers) ? offers.filter(isOffer) : [],
  };
}

const isOffer = (value: unknown): value is PublishedOffer => {
  const { code, priceModel } = (value ?? {}) as { readonly code?: unknown; readonly priceModel?: unknown };
  return typeof code === 'string' && (PRICE_MODELS as readonly unknown[]).includes(priceModel);
};
