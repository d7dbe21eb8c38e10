/** Which vectors of an index count, as far as searches ask. */
export interface VectorsNow {
  /** Name of the model. */
  readonly model: string;
  /** Its first batch, and the last. */
  readonly since: number;
  readonly batch: number;
}

/** Where searches find the vectors of hits, which are named as the engine names them. */
export interface VectorSource<Hit> {
  /** Null while there are none. */
  now(): VectorsNow | null;
  /** The vector of a hit, of batches `since` to `upTo`; null where there is none. */
  of(hit: Hit, since: number, upTo: number): Int8Array | null;
}
