import type { SeenFile } from './seen-file.js';

/**
 * Ids of tokens that were taken, each until it would not be taken any more anyway: so a token is good for one call. Ids
 * are kept by the second of their end, and a second that is over is let go as a whole.
 */
export class SeenTokens {
  readonly #ends = new Map<number, Set<string>>();
  #swept = -Infinity;
  readonly #file: Pick<SeenFile, 'read' | 'add'> | null;
  readonly #onFailure: (error: unknown) => void;

  /**
   * @param file where they are kept for the next start, and those of before are read; null for nowhere
   * @param onFailure told where one could not be kept: it is taken note of until the end of the process
   */
  constructor(file: Pick<SeenFile, 'read' | 'add'> | null = null, onFailure: (error: unknown) => void = () => undefined) {
    this.#file = file;
    this.#onFailure = onFailure;
    for (const { id, end } of file?.read() ?? []) this.#note(id, end);
  }

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
    if (!this.#note(id, end)) return false;
    try {
      this.#file?.add({ id, end }, now);
    } catch (error) {
      this.#onFailure(error);
    }
    return true;
  }

  #note(id: string, end: number): boolean {
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
