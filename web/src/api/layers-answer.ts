import type { HitLine, Named } from './answers.js';

/** A data product as one exchange lists it. */
export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly exchange: Named | null;
}

export interface Offered {
  readonly code: string;
  readonly product: { readonly id: string };
  readonly priceModel: string;
  readonly price: { readonly text: string; readonly currency: string } | null;
  readonly per: number | null;
  readonly unit: string | null;
  readonly period: string | null;
  readonly terms: string | null;
  readonly validFrom: string | null;
  readonly validThrough: string | null;
  readonly standing: string;
}

/** A record in a lineage; missing: named by a record, and not there. */
export interface LineageNode {
  readonly id: string;
  readonly kind: string | null;
  readonly authority: string | null;
  readonly title: string | null;
  readonly distance: number;
  readonly missing: boolean;
  readonly hasMore: boolean;
}

export interface Lineage {
  readonly nodes: readonly LineageNode[];
  readonly links: readonly { readonly source: string; readonly derived: string; readonly crosses: boolean }[];
  readonly cycles: readonly (readonly string[])[];
  readonly cut: readonly string[];
}

/** What a record was made from, and what was made from it. */
export interface Lineages {
  readonly up?: Lineage | null;
  readonly down?: Lineage | null;
}

/** One of the eight stages of national data infrastructure, and what evidences it. */
export interface LifecycleStage {
  readonly stage: string;
  readonly name: string;
  readonly state: string;
  readonly evidence: readonly {
    readonly code: string;
    readonly name: string;
    readonly state: string;
    readonly value: string | null;
    readonly count: number;
    readonly records: readonly string[];
  }[];
}

/** Facilities where a dataset may be processed, and those where it may not. */
export interface ComputeOptions {
  readonly optionCount: number;
  readonly refusalCount: number;
  readonly options: readonly {
    readonly id: string;
    readonly title: string | null;
    readonly hub: string | null;
    readonly environment: string;
    readonly verdict: string;
    readonly distanceKilometers: number | null;
    readonly points: number;
    readonly conditions: readonly { readonly rule: string; readonly text: string }[];
    readonly reasons: readonly { readonly factor: string; readonly points: number; readonly max: number; readonly text: string }[];
  }[];
  readonly refusals: readonly { readonly id: string; readonly title: string | null; readonly text: string }[];
}

export interface TitledCase {
  readonly id: string;
  readonly title: string;
  readonly authority: string;
  readonly outcome: string | null;
}

/** A record that a match names; state and date are a demand's. */
export interface Matched {
  readonly id: string;
  readonly title: string;
  readonly state?: string | null;
  readonly neededBy?: string | null;
}

/** A dataset that matches a demand. */
export interface Match {
  readonly dataset: Matched | null;
  readonly demand: Matched | null;
  readonly reasons: readonly { readonly code: string; readonly value: string; readonly label: string }[];
}

/** What the layers above the catalog tell of a record. What is of its kind and can't be told is null; the rest is missing. */
export interface ToldLayers extends Lineages {
  readonly id: string;
  readonly products?: readonly Listed[] | null;
  readonly offers?: readonly Offered[] | null;
  readonly lifecycle?: { readonly stages: readonly LifecycleStage[] } | null;
  readonly computeOptions?: ComputeOptions | null;
  readonly usedBy?: readonly TitledCase[] | null;
  readonly wantedBy?: readonly Match[] | null;
  readonly matches?: readonly Match[] | null;
  readonly demands?: readonly Matched[] | null;
  readonly own?: readonly Offered[] | null;
  readonly listings?: { readonly listings: readonly Listed[]; readonly offers: readonly Offered[] } | null;
}

export interface LayersAnswer {
  readonly told?: ToldLayers | null;
  readonly similar: readonly HitLine[] | null;
  readonly authorities?: readonly Named[] | null;
}
