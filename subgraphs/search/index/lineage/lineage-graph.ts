import type { LineageCut, LineageDirection, RecordKind } from '../../../../schema/generated/search.js';

export interface LineageRequest {
  readonly id: string;
  readonly direction: LineageDirection;
  /** Steps away from the record, 1 or more. */
  readonly depth: number;
  /** Records that are told, itself not counted. */
  readonly first: number;
}

/** A record in a lineage, or what a record names that the reader sees no record of. */
export interface LineageRecord {
  readonly id: string;
  /** Steps away by the shortest way. */
  readonly distance: number;
  /** Null where the reader sees no such record: there is none, it was withdrawn, or it is not for the reader. */
  readonly shown: ShownRecord | null;
  /** Whether it has links, in the direction of the walk, that are not told. */
  readonly hasMore: boolean;
}

export interface ShownRecord {
  readonly kind: RecordKind;
  readonly title: string;
  readonly titleEn: string;
}

export interface LineageLink {
  readonly source: string;
  readonly derived: string;
}

export interface IndexLineage {
  /** The nearest first, those of one distance by id; not the record itself. */
  readonly records: readonly LineageRecord[];
  /** Every link between two that are told, the record itself being one of them; by source, then derived. */
  readonly links: readonly LineageLink[];
  /** Records that are made from themselves by way of each other, by those links. */
  readonly cycles: readonly (readonly string[])[];
  /** Empty where all is told. */
  readonly cut: readonly LineageCut[];
}

/** The links of records as one reader sees them. */
export interface LineageGraph {
  /** What a reader sees of a record; null where there is none for the reader. */
  shown(id: string): ShownRecord | null;
  /** Ids that a record names as what it was made from, `most` at most; none where the reader does not see it. */
  sources(id: string, most: number): readonly string[];
  /** Records that the reader sees and that name this one as what they were made from, `most` at most. */
  derived(id: string, most: number): readonly string[];
}
