import { join } from 'node:path';
import type { Logger } from '../../../kit/logger.js';
import { FormerUpkeep, LONGEST_WAIT_MILLIS } from './former-upkeep.js';
import { forgetFormer, formerEnds, type IndexVersions } from './index-versions.js';

export interface KeptFormerOptions {
  readonly folder: string;
  /** How long a former version is kept. */
  readonly hours: number;
  readonly logger: Logger;
  /** Time after which it is tried again to delete one that could not be deleted. @default 60000 */
  readonly againMillis?: number;
}

/** The former version of the index while it is kept: without what is withdrawn meanwhile, and deleted when its time is over. */
export class KeptFormer {
  readonly #options: Required<KeptFormerOptions>;
  #versions: IndexVersions | null = null;
  #upkeep: FormerUpkeep | null = null;
  #timer: NodeJS.Timeout | undefined;
  /** Ends of upkeeps that are not over yet. */
  #ending: Promise<void> = Promise.resolve();

  constructor(options: KeptFormerOptions) {
    this.#options = { againMillis: 60_000, ...options };
  }

  /** What stands now; null before the first `keep`. */
  get versions(): IndexVersions | null {
    return this.#versions;
  }

  /** Looks after what these name as former, in place of what it looked after before. */
  keep(versions: IndexVersions): void {
    this.#versions = versions;
    this.#end();
    if (versions.former === null) return;
    if (!versions.pinned && this.#endsIn(versions) <= 0) return this.#forget();
    const { folder, logger } = this.#options;
    const onUnusable = (): void => {
      logger.warn({ former: versions.former }, 'the former version of the index is not kept: what is withdrawn could not be taken out of it');
      this.#forget();
    };
    this.#upkeep = new FormerUpkeep({ file: join(folder, versions.former), served: join(folder, versions.current), logger, onUnusable });
    if (!versions.pinned) this.#forgetLater(versions);
  }

  /** Records of the served version have changed. @param ids null where it is not known which */
  note(ids: readonly string[] | null): void {
    this.#upkeep?.note(ids);
  }

  async close(): Promise<void> {
    this.#end();
    await this.#ending;
  }

  #endsIn(versions: IndexVersions): number {
    return (formerEnds(versions, this.#options.hours) ?? Infinity) - Date.now();
  }

  #forgetLater(versions: IndexVersions): void {
    const rest = this.#endsIn(versions);
    if (rest <= 0) return this.#forget();
    this.#timer = setTimeout(() => this.#forgetLater(versions), Math.min(LONGEST_WAIT_MILLIS, rest));
    this.#timer.unref();
  }

  /** A disk that does not let go of it ends no service that has a good one. */
  #forget(): void {
    this.#end();
    const { folder, logger, againMillis } = this.#options;
    const former = this.#versions?.former;
    try {
      this.#versions = forgetFormer(folder);
      logger.info({ former }, 'the former version of the index is deleted');
    } catch (error) {
      logger.error({ err: error, former }, 'the former version of the index could not be deleted; it is tried again');
      this.#timer = setTimeout(() => this.#forget(), againMillis);
      this.#timer.unref();
    }
  }

  #end(): void {
    clearTimeout(this.#timer);
    const ended = this.#upkeep?.close();
    this.#upkeep = null;
    if (ended) this.#ending = Promise.all([this.#ending, ended]).then(() => undefined);
  }
}
