/** A supergraph that may change while it is served. */
export interface SupergraphSource {
  /** Served from the start. */
  readonly initial: string;
  /**
   * Called once the initial one is served.
   *
   * @param update swaps another one in; what is under way ends as it began. Throws where it can't be served: then the one before stays
   */
  follow(update: (supergraphSdl: string) => void): void;
}
