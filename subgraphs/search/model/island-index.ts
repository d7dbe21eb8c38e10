/** Records, and how many of them are linked across the border of their authority. */
export interface LinkedRecords {
  readonly records: number;
  /** Of them, those that refer to a record of another authority. */
  readonly linkedOut: number;
  /** Of them, those that a record of another authority refers to. */
  readonly linkedIn: number;
}

/**
 * How little records are linked to and from those of other authorities: 1 less the mean of the share that leads out and the
 * share that is led to. 1 where nothing is linked, 0 where every record is, in both directions; null where there is none.
 * Of several groups together it is the mean of theirs, weighted by their records. See docs/coverage.md.
 */
export function islandIndex({ records, linkedOut, linkedIn }: LinkedRecords): number | null {
  return records === 0 ? null : 1 - (linkedOut + linkedIn) / (2 * records);
}
