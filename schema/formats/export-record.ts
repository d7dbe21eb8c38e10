import type { AudienceWord } from '../audience.js';
import type { StandardStatus } from '../generated/catalog.js';
import type { DemandState, Frequency, Grade, Openness, RecordKind, ShareType } from '../generated/common.js';
import type { FacilityFacts } from '../compute/facility.js';
import type { PublishedOffer } from '../market/offer.js';

/*
 * A record as nodes publish it: the document of the change feed, which is what every format is written from and what a
 * node keeps. Plain data, so that whoever reads a feed may use it.
 */

export type LangText = { readonly lang: string; readonly text: string };
export type Source = { readonly system: string; readonly identifier: string };
export type Period = { readonly start?: string; readonly end?: string };
export type DataItem = { readonly name: string; readonly dataType?: string };
export type Distribution = {
  readonly title?: string;
  readonly accessURL: string;
  readonly downloadURL?: string;
  readonly format?: string;
  readonly mediaType?: string;
  readonly byteSize?: number;
  readonly license?: string;
};

/** What a steward can say of anything. Whatever is not set is absent, empty lists too; links are ids. */
type Common = {
  readonly titles: readonly LangText[];
  readonly descriptions?: readonly LangText[];
  readonly keywords?: readonly string[];
  readonly landingPage?: string;
  readonly issued?: string;
  readonly modified?: string;
  readonly sources?: readonly Source[];
  /** Who may know of it; absent of a public record. `schema/audience.ts` says what follows. */
  readonly audience?: Exclude<AudienceWord, 'PUBLIC'>;
  /** Of a `NAMED` record: codes of authorities, in order. */
  readonly named?: readonly string[];
};

export type DatasetContent = Common & {
  readonly kind: 'DATASET';
  readonly owner: string;
  readonly distributions?: readonly Distribution[];
  readonly conformsTo?: readonly string[];
  readonly series?: string;
  readonly themes: readonly string[];
  readonly industries?: readonly string[];
  readonly region?: string;
  readonly bbox?: readonly number[];
  readonly temporal?: Period;
  readonly frequency: Frequency;
  readonly shareType: ShareType;
  readonly shareCondition?: string;
  readonly openness: Openness;
  readonly grade?: Grade;
  readonly license?: string;
  /** ODRL 2.2 policy, as JSON-LD text. */
  readonly policy?: string;
  readonly items?: readonly DataItem[];
  readonly derivedFrom?: readonly string[];
};

export type DataSeriesContent = Common & {
  readonly kind: 'DATA_SERIES';
  readonly owner?: string;
  readonly themes?: readonly string[];
  readonly region?: string;
  readonly temporal?: Period;
  readonly frequency?: Frequency;
};

export type DataServiceContent = Common & {
  readonly kind: 'DATA_SERVICE';
  readonly owner?: string;
  readonly endpointURL: string;
  readonly endpointDescription?: string;
  readonly servesDatasets?: readonly string[];
  readonly conformsTo?: readonly string[];
  readonly themes?: readonly string[];
  readonly region?: string;
  readonly shareType: ShareType;
  readonly shareCondition?: string;
  readonly openness: Openness;
  readonly license?: string;
  /** ODRL 2.2 policy, as JSON-LD text. */
  readonly policy?: string;
};

export type StandardContent = Common & {
  readonly kind: 'STANDARD';
  readonly number: string;
  readonly status?: StandardStatus;
  readonly supersedes?: readonly string[];
  readonly owner?: string;
  readonly themes?: readonly string[];
};

export type OrganizationContent = Common & {
  readonly kind: 'ORGANIZATION';
  readonly uscc?: string;
  readonly region?: string;
  readonly homepage?: string;
  readonly parent?: string;
};

export type DataProductContent = Common & {
  readonly kind: 'DATA_PRODUCT';
  readonly owner: string;
  readonly derivedFrom?: readonly string[];
  readonly themes?: readonly string[];
  readonly region?: string;
  readonly registrationCode?: string;
  readonly offers?: readonly PublishedOffer[];
};

export type UseCaseContent = Common & {
  readonly kind: 'USE_CASE';
  readonly owner: string;
  readonly industries: readonly string[];
  readonly themes?: readonly string[];
  readonly region?: string;
  readonly uses: readonly string[];
  /** What came of it. */
  readonly outcomes?: readonly LangText[];
};

export type DemandContent = Common & {
  readonly kind: 'DEMAND';
  readonly owner: string;
  readonly industries?: readonly string[];
  readonly themes?: readonly string[];
  readonly region?: string;
  /** By when it is to be met. */
  readonly neededBy?: string;
  readonly state: DemandState;
  /** Of a demand that is `MET`. */
  readonly metBy?: readonly string[];
};

export type ComputeFacilityContent = Common &
  FacilityFacts & {
    readonly kind: 'COMPUTE_FACILITY';
    /** Who operates it. */
    readonly owner: string;
  };

/** A record as its steward wrote it, checked and cleaned: all of it but what publishing adds. */
export type RecordContent = DatasetContent | DataSeriesContent | DataServiceContent | StandardContent | OrganizationContent | DataProductContent | UseCaseContent | DemandContent | ComputeFacilityContent;

/** Kinds that DCAT-AP has no class for: what is listed, done with data or looked for, and where they are processed, is none of its resources. */
const BEYOND_DCAT = ['DATA_PRODUCT', 'USE_CASE', 'DEMAND', 'COMPUTE_FACILITY'] as const satisfies readonly RecordKind[];

/** A record that DCAT-AP has a class for. */
export type DcatRecord = Exclude<ExportRecord, { readonly kind: (typeof BEYOND_DCAT)[number] }>;

export const isDcatKind = (kind: string): boolean => !(BEYOND_DCAT as readonly string[]).includes(kind);

export const isDcatRecord = (record: ExportRecord): record is DcatRecord => isDcatKind(record.kind);

/** A record as it was published. `modified` is its owner's word, else the moment of publishing. */
export type ExportRecord = RecordContent & { readonly id: string; readonly version: number; readonly modified: string };
