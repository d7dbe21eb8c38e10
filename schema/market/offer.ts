import type { PriceModel } from '../generated/common.js';

/** How products are paid for, the order in which they are counted up. */
export const PRICE_MODELS = ['FREE', 'ONCE', 'PER_CALL', 'SUBSCRIPTION', 'BY_USAGE', 'NEGOTIATED'] as const satisfies readonly PriceModel[];

/** Characters of a registration code, and of the code of an offer. */
export const LONGEST_CODE = 64;

/** One way to have a data product, as its exchange publishes it with the product. What is not said is absent. */
export type PublishedOffer = {
  /** Names it among the offers of its product. */
  readonly code: string;
  readonly priceModel: PriceModel;
  /** In minor units of `currency`: a whole number. Absent of FREE and NEGOTIATED. */
  readonly amount?: number;
  /** An ISO 4217 code. */
  readonly currency?: string;
  /** Calls or units that `amount` is for; absent: one. */
  readonly per?: number;
  /** Of BY_USAGE: what is counted. */
  readonly unit?: string;
  /** Of SUBSCRIPTION: an ISO 8601 duration of one sort: `P1M`. */
  readonly period?: string;
  /** ODRL 2.2 policy, as JSON-LD text. */
  readonly policy?: string;
  /** Both included. */
  readonly validFrom?: string;
  readonly validThrough?: string;
};
