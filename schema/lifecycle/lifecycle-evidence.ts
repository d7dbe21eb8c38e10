import type { Frequency, Grade, Openness, ShareType } from '../generated/common.js';

/** What a dataset's own record says, as far as its lifecycle is read from it. What is absent is empty or null. */
export interface LifecycleRecord {
  readonly id: string;
  readonly version: number;
  readonly sources: readonly { readonly system: string }[];
  readonly owner: string;
  readonly temporal: readonly [start: string, end: string] | null;
  readonly frequency: Frequency | '';
  readonly series: string;
  readonly derivedFrom: readonly string[];
  readonly distributions: readonly { readonly accessURL: string; readonly downloadURL: string; readonly format: string; readonly isApi: boolean }[];
  readonly items: readonly string[];
  readonly conformsTo: readonly string[];
  readonly shareType: ShareType | '';
  readonly shareCondition: string;
  readonly openness: Openness | '';
  readonly license: string;
  readonly landingPage: string;
  readonly modified: string;
  readonly grade: Grade | '';
  readonly hasPolicy: boolean;
  /** Who may know of it: `PUBLIC`, or the name of a narrower log. */
  readonly audience: string;
}

/** Records that say something of the dataset, by their ids; null where it can't be told whether there are any. */
export type Told = readonly string[] | null;

/** All that a dataset's lifecycle is read from, as one viewer may know of it. */
export interface LifecycleEvidence {
  readonly record: LifecycleRecord;
  /** The moment that is asked about, in milliseconds since 1970. */
  readonly at: number;
  /** Datasets that were made from it. */
  readonly derivatives: Told;
  /** Data services that give access to it. */
  readonly services: Told;
  /** Data products that are made from it. */
  readonly products: Told;
  /** Those of them with an offer that holds. */
  readonly offered: Told;
  /** Use cases that use it. */
  readonly useCases: Told;
  /** Those of them that tell what came of it. */
  readonly outcomes: Told;
  /** Whether its entry is in a log that its owner's node has signed; null where that can't be told. */
  readonly signed: boolean | null;
}
