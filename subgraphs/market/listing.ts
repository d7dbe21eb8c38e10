import type { PublishedOffer } from '../../schema/market/offer.js';
import { readOffers } from '../../schema/market/read-offers.js';
import { authorityIn } from '../../schema/ids.js';
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

/** Reads what an exchange has published. */
export function readListing({ id, version, document, asOf }: PublishedRecord): Listing {
  const { registrationCode, offers } = JSON.parse(document) as { readonly registrationCode?: unknown; readonly offers?: unknown };
  return {
    id,
    version,
    asOf,
    exchange: authorityIn(id),
    registrationCode: typeof registrationCode === 'string' ? registrationCode : null,
    offers: readOffers(offers),
  };
}
