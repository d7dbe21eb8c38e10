import type { Frequency, Grade, Openness, RecordKind, ShareType } from '../generated/common.js';

/**
 * A record as far as its quality is judged. Published records and index documents both are one; what is absent,
 * null, blank or an empty list says nothing.
 */
export interface DescribedRecord {
  readonly kind: RecordKind;
  readonly titles: readonly { readonly lang: string; readonly text: string }[];
  readonly descriptions?: readonly { readonly lang: string; readonly text: string }[];
  readonly keywords?: readonly string[];
  readonly landingPage?: string;
  readonly issued?: string;
  readonly modified?: string;
  readonly owner?: string;
  readonly distributions?: readonly DescribedDistribution[];
  readonly conformsTo?: readonly string[];
  readonly series?: string;
  readonly themes?: readonly string[];
  readonly region?: string;
  readonly bbox?: readonly number[] | null;
  /** A period as `{start, end}` or as a pair. */
  readonly temporal?: object | null;
  readonly frequency?: Frequency | '';
  readonly shareType?: ShareType | '';
  readonly shareCondition?: string;
  readonly openness?: Openness | '';
  readonly grade?: Grade | '';
  readonly license?: string;
  readonly endpointURL?: string;
  readonly endpointDescription?: string;
  readonly items?: readonly unknown[];
  readonly derivedFrom?: readonly string[];
  readonly servesDatasets?: readonly string[];
}

export interface DescribedDistribution {
  readonly accessURL: string;
  readonly downloadURL?: string;
  readonly format?: string;
  readonly mediaType?: string;
  readonly byteSize?: number | null;
  readonly license?: string;
}

/** A sentence or name in both languages of the catalog. */
export interface Texts {
  readonly zh: string;
  readonly en: string;
}

/** Whether a list or text says anything. */
export const isGiven = (value: string | readonly unknown[] | null | undefined): boolean => value !== null && value !== undefined && value.length > 0;
