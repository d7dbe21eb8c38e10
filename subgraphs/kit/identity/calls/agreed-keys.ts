import { randomBytes } from 'node:crypto';
import { agreeOn, newShare, type AgreedKey } from './key-agreement.js';
import { formatOffer } from './key-header.js';
import { SeenTokens } from './seen-tokens.js';

/** A key that was agreed with a caller, as its service keeps it. */
export interface KeptKey {
  readonly key: AgreedKey;
  /** The caller's Ed25519 key: whoever that is now is who calls. */
  readonly caller: string;
  /** Tokens that came under it. They are worth nothing once it is gone, and so are kept nowhere else. */
  readonly seen: SeenTokens;
  /** By the clock of `now`. */
  readonly endMillis: number;
}

export interface AgreedKeysOptions {
  /** For how long a key is kept. @default 240 */
  readonly keepSeconds?: number;
  /** Most keys of one caller: its processes may be several, but it takes no other's place. @default 64 */
  readonly perCaller?: number;
  /** Most keys at all. @default 1024 */
  readonly most?: number;
  /** A clock that nobody sets. @default performance.now */
  readonly now?: () => number;
}

/**
 * Keys that a service has agreed on with its callers, in memory alone. All are kept equally long, so that they end in the
 * order of their making; where there are too many, the oldest goes.
 */
export class AgreedKeys {
  readonly #keys = new Map<string, KeptKey>();
  readonly #keepSeconds: number;
  readonly #perCaller: number;
  readonly #most: number;
  readonly #now: () => number;

  constructor({ keepSeconds = 240, perCaller = 64, most = 1_024, now = () => performance.now() }: AgreedKeysOptions = {}) {
    this.#keepSeconds = keepSeconds;
    this.#perCaller = perCaller;
    this.#most = most;
    this.#now = now;
  }

  get size(): number {
    return this.#keys.size;
  }

  /**
   * Agrees with a caller on a key.
   *
   * @param dh its share, of a token whose signature was checked
   * @param signed header and claims of that token
   * @returns the header by which the caller comes to the same key; null where its share is none
   */
  agree(caller: string, dh: string, signed: string): string | null {
    const own = newShare();
    const id = randomBytes(16).toString('base64url');
    const key = agreeOn(own, dh, { caller, callerShare: dh, serviceShare: own.publicKey, id, signed });
    if (key === null) return null;
    this.#makeRoom(caller);
    this.#keys.set(id, { key, caller, seen: new SeenTokens(), endMillis: this.#now() + this.#keepSeconds * 1_000 });
    return formatOffer({ id, dh: own.publicKey, seconds: this.#keepSeconds });
  }

  /** The key of an id; null where there is none, or none any more. */
  find(id: string): KeptKey | null {
    const kept = this.#keys.get(id);
    if (kept && kept.endMillis > this.#now()) return kept;
    this.#keys.delete(id);
    return null;
  }

  /** Forgets what was agreed with a caller. */
  drop(caller: string): void {
    for (const id of this.#of(caller)) this.#keys.delete(id);
  }

  #makeRoom(caller: string): void {
    const now = this.#now();
    for (const [id, { endMillis }] of this.#keys) if (endMillis <= now) this.#keys.delete(id);
    const own = this.#of(caller);
    if (own.length >= this.#perCaller) this.#keys.delete(own[0] as string);
    const [oldest] = this.#keys.keys();
    if (oldest !== undefined && this.#keys.size >= this.#most) this.#keys.delete(oldest);
  }

  /** Ids of a caller's keys, the oldest first. */
  #of(caller: string): readonly string[] {
    return [...this.#keys].filter(([, kept]) => kept.caller === caller).map(([id]) => id);
  }
}
