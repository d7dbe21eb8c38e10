import type { NoteSigner } from '../../../../schema/signed-note/index.js';
import type { SearchIndex } from '../../index/search-index.js';
import { BadPage, type ReadPage } from '../change-page.js';
import { attestPage, confront, Untrusted, type AttestOptions } from './attest-page.js';
import { readAttested, type Attested } from './attested.js';

/** What a follower of a log trusts, and what it demands. */
export interface TrustOptions {
  /** The key of the log's node, by the registry; null where it names none. @default none is known */
  readonly publicKey?: () => string | null;
  /** Signs the checkpoints that were verified. @default nobody */
  readonly witness?: NoteSigner | null;
  /** Whether nothing is taken of a node that does not sign its log. @default false */
  readonly needsCheckpoints?: boolean;
}

export interface LogTrustOptions extends TrustOptions {
  /** Key of the log. */
  readonly log: string;
  readonly index: Pick<SearchIndex, 'attested'>;
  readonly proof: AttestOptions['proof'];
  readonly now: () => Date;
}

/** What is verified of one log, page by page. */
export class LogTrust {
  /** What is verified up to the position; null where it is not known, so that the log has to be read again for it. */
  attested: Attested | null = null;
  readonly #options: Required<LogTrustOptions>;

  constructor({ publicKey = () => null, witness = null, needsCheckpoints = false, ...options }: LogTrustOptions) {
    this.#options = { publicKey, witness, needsCheckpoints, ...options };
  }

  /** Whether nothing more is taken in until what is not verified was read again. */
  get isHeldUp(): boolean {
    return this.#options.needsCheckpoints && this.attested === null;
  }

  /** Whether all that was taken in belongs to a log that its node has signed. */
  get isVerified(): boolean {
    return this.attested?.seen?.publicKey === this.#options.publicKey() && this.attested !== null;
  }

  /** Takes up what was kept with the position. */
  async load(seq: number): Promise<void> {
    this.attested = readAttested(await this.#options.index.attested(this.#options.log), seq);
  }

  /**
   * Verifies a page that goes on behind `before`. @returns what is verified behind it; null where the node does not say enough
   * @throws as `attestPage`
   */
  async attest(before: Attested | null, page: ReadPage, later = false): Promise<Attested | null> {
    const options = this.#attestOptions();
    if (before === null || page.leaves === null) {
      if (page.leaves === null && page.checkpoint !== null && options.publicKey !== null) throw new BadPage('Expected entries that a leaf can be made of.');
      if (options.required) throw new Untrusted('What was taken in before can not be verified: the log has to be read again.');
      return null;
    }
    return attestPage(before, { ...page, leaves: page.leaves }, { ...options, later });
  }

  /** Whether the log would be verified if it were read again. */
  couldVerify(page: ReadPage): boolean {
    return page.checkpoint !== null && this.#options.publicKey() !== null;
  }

  /** Looks whether a node that says it has another history has signed one. @throws Contradicted where it has */
  async confront(page: ReadPage): Promise<void> {
    const seen = this.attested?.seen;
    if (seen) await confront(seen, page, this.#attestOptions());
  }

  #attestOptions(): AttestOptions {
    const { log, publicKey, witness, needsCheckpoints, proof, now } = this.#options;
    return { log, publicKey: publicKey(), witness, required: needsCheckpoints, proof, now };
  }
}
