/** What a query means, by a model. */
export interface QueryVector {
  readonly model: string;
  /** As of `packQuery`. */
  readonly packed: Uint8Array;
}

/** A record that has no vector of the model yet. */
export interface TextToEmbed {
  readonly id: string;
  readonly version: number;
  readonly text: string;
}

/** A step through the rows of the index. */
export interface LackingStep {
  readonly texts: readonly TextToEmbed[];
  /** The row up to which all were looked at. */
  readonly row: number;
  /** The last row there is. */
  readonly last: number;
}

/** The vector of a record's version. */
export interface RecordVector {
  readonly id: string;
  readonly version: number;
  /** As of `packRecord`. */
  readonly packed: Int8Array;
}

/**
 * The part of an index that keeps vectors of records, beside the records in the index's own file. Only records that
 * everybody may see have any: their texts are given away to be embedded. A vector leaves with the version of the record
 * that it was made of.
 */
export interface VectorStore {
  /** Public records behind a row that have no vector of this model, `most` at most; a step that finds none still goes on. */
  lackingVectors(model: string, row: number, most: number): Promise<LackingStep>;
  /**
   * Keeps vectors; one of a version that is not there any more, or not public, is passed over. The vectors of another model
   * count no longer from the first of a new one on.
   */
  keepVectors(model: string, vectors: readonly RecordVector[]): Promise<void>;
}

