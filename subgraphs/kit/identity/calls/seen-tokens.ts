/**
 * Ids of tokens that were taken, each until it would not be taken any more anyway: so a token is good for one call. Ids
 * are kept by the second of their end, and a second that is over is let go as a whole.
 */
export class SeenTokens {
  readonly #ends = new Map<number, Set<string>>();
  #swept = -Infinity;

  /** Ids that are kept now. */
  get size(): number {
    return [...this.#ends.values()].reduce((sum, ids) => sum + ids.size, 0);
  }

  /**
   * Takes an id note of. @returns false where it was taken before
   * @param end second from which on the token is refused for its age
   */
  take(id: string, end: number, now: number): boolean {
    this.#sweep(Math.floor(now));
    const ids = this.#ends.get(end);
    if (ids?.has(id)) return false;
    if (ids) ids.add(id);
    else this.#ends.set(end, new Set([id]));
    return true;
  }

  #sweep(now: number): void {
    if (now <= this.#swept) return;
    this.#swept = now;
    for (const end of this.#ends.keys()) if (end < now) this.#ends.delete(end);
  }
}
