import type { Diverged, ReadPage } from './change-page.js';
import type { Harvesting } from './harvest-options.js';
import { Contradicted } from './witness/attest-page.js';
import type { LogTrust } from './witness/log-trust.js';

export interface LogEvidenceOptions extends Pick<Harvesting, 'index' | 'clock' | 'logger' | 'quarantine'> {
  /** Key of the log. */
  readonly log: string;
  readonly trust: LogTrust;
  /** The log's first page, with one entry, as its node gives it now. */
  readonly firstPage: () => Promise<ReadPage>;
}

/** Keeps what was read of a log and what its node says instead. One that signs both goes into quarantine. */
export class LogEvidence {
  readonly #options: LogEvidenceOptions;
  /** Where in the log the last contradiction was kept. */
  #keptAt: number | null = null;

  constructor(options: LogEvidenceOptions) {
    this.#options = options;
  }

  async keep(diverged: Diverged): Promise<void> {
    const { log, index, clock, logger, quarantine } = this.#options;
    const error = await this.#confronted(diverged);
    const at = clock.now().toISOString();
    try {
      if (error instanceof Contradicted) {
        quarantine.keep({ log, at, reason: error.message, known: error.known, told: error.told });
        logger.error({ authority: log, reason: error.message }, 'the log is in quarantine');
      }
      const position = await index.position(log);
      if (position.seq === this.#keptAt) return;
      await index.keepContradiction(log, { at, ...position, head: error.head, told: error.message });
      this.#keptAt = position.seq;
    } catch (failure) {
      logger.warn({ err: failure, authority: log }, 'the contradiction could not be kept');
    }
  }

  /** What a node that says it has another history has signed of it. */
  async #confronted(error: Diverged): Promise<Diverged> {
    const { log, trust, firstPage, logger } = this.#options;
    if (error instanceof Contradicted || !trust.attested?.seen) return error;
    try {
      await trust.confront(await firstPage());
    } catch (answer) {
      if (answer instanceof Contradicted) return answer;
      logger.debug({ err: answer, authority: log }, 'the node does not say which history it has signed');
    }
    return error;
  }
}
