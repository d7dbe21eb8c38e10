/** What the operations of web/operations answer. Words of a later contract may be any text. */

export interface Bucket {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

export interface Facet {
  readonly field: string;
  readonly buckets: readonly Bucket[];
}

export interface Named {
  readonly code: string;
  readonly name: string;
}

export interface HitLine {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly ownerName: string | null;
  readonly modified: string | null;
}

export interface Hit extends HitLine {
  readonly authority: string;
  readonly summary: string | null;
  readonly quality: number | null;
  readonly highlights: readonly { readonly field: string; readonly fragments: readonly string[] }[];
  readonly sameAs: readonly { readonly id: string; readonly authority: string }[];
  readonly record: {
    readonly servedFrom: 'OWNER' | 'REPLICA';
    readonly asOf: string;
    readonly shareType?: string;
    readonly number?: string;
    readonly status?: string | null;
    readonly distributions?: readonly { readonly format: string | null; readonly accessURL: string }[];
  } | null;
}

export interface Freshness {
  readonly authority: string;
  readonly asOf: string | null;
  readonly reachable: boolean;
}

export interface NodeState {
  readonly authority: string;
  readonly lagSeconds: number | null;
  readonly reachable: boolean;
  readonly status: string;
}

export interface NodeDetails extends NodeState {
  readonly asOf: string | null;
  readonly reason: string | null;
  readonly lastContact: string | null;
  readonly lagEntries: number | null;
  readonly verified: boolean | null;
}

export interface YearCount {
  readonly year: number;
  readonly count: number;
}

/** How many of all that match have a date in each year. */
export interface Histograms {
  readonly modified: readonly YearCount[];
  readonly issued: readonly YearCount[];
  readonly temporal: readonly YearCount[];
}

export interface SearchAnswer {
  readonly search: Histograms & {
    readonly total: number;
    readonly edges: readonly { readonly node: Hit }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly didYouMean: readonly string[];
    readonly facets: readonly Facet[];
    readonly index: { readonly asOf: string | null; readonly authorities: readonly Freshness[] };
  } | null;
  readonly authorities: readonly Named[] | null;
}

export interface FacetAnswer {
  readonly search: { readonly facets: readonly Facet[] } | null;
}

export interface SuggestAnswer {
  readonly suggest: readonly { readonly text: string }[] | null;
}

export interface QualitySummary {
  readonly records: number;
  readonly mean: number;
  readonly ratings: readonly { readonly rating: string; readonly label: string; readonly count: number }[];
  readonly worst: { readonly name: string; readonly unmet: number; readonly advice: string } | null;
}

/** A part of a whole. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

export interface Figures {
  readonly open: Share;
  readonly conforming: Share;
  readonly recent: Share;
  readonly kept: Share;
  readonly links: { readonly out: number; readonly in: number; readonly linkedOut: Share; readonly linkedIn: Share };
  readonly islandIndex: number | null;
  readonly demandUnmet: number | null;
}

export interface ThemeFigures {
  readonly theme: string;
  readonly label: string;
  readonly figures: { readonly records: number; readonly islandIndex: number | null };
}

export interface CoverageDay {
  readonly day: string;
  readonly records: number;
  readonly islandIndex: number | null;
}

/** Null each where the index did not tell. */
export interface Covered {
  readonly figures: Figures | null;
  readonly themes: readonly ThemeFigures[] | null;
  readonly trend: readonly CoverageDay[] | null;
}

export interface AuthorityAnswer {
  readonly authority: (Named & {
    readonly kind: string;
    readonly homepage: string | null;
    readonly status: string;
    readonly reason: string | null;
    readonly contractVersion: string;
    readonly member: { readonly name: string };
  }) | null;
  readonly search: {
    readonly total: number;
    readonly edges: readonly { readonly node: HitLine }[];
    readonly facets: readonly Facet[];
    readonly index: { readonly authorities: readonly NodeDetails[] };
  } | null;
  readonly coverage: {
    readonly authority: (Covered & {
      readonly total: number;
      readonly seq: number;
      readonly setAsideTotal: number | null;
      readonly quality: QualitySummary | null;
      readonly contradiction: { readonly at: string; readonly told: string } | null;
    }) | null;
  } | null;
}

export interface FederationAnswer {
  readonly authorities: readonly (Named & { readonly kind: string; readonly status: string })[] | null;
  readonly search: { readonly index: { readonly asOf: string | null; readonly authorities: readonly NodeState[] } } | null;
  readonly coverage: { readonly authorities: readonly { readonly authority: string; readonly total: number }[] } | null;
}

export interface FiguresAnswer {
  readonly coverage: (Covered & {
    readonly total: number;
    readonly kinds: readonly { readonly kind: string; readonly count: number }[];
    readonly authorities: readonly { readonly authority: string; readonly total: number; readonly figures: Pick<Figures, 'islandIndex'> | null }[];
    readonly quality: QualitySummary | null;
  }) | null;
  readonly search: { readonly facets: readonly Facet[]; readonly index: { readonly asOf: string | null } } | null;
  readonly authorities: readonly Named[] | null;
}
