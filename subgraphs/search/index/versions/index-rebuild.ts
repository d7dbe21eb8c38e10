import { join } from 'node:path';
import type { Logger } from '../../../kit/logger.js';
import { patiently } from '../patiently.js';
import { ManagedThread } from '../worker/managed-thread.js';
import { threadFile, type WorkerSearchIndex } from '../worker-search-index.js';
import type { BuildStep } from './index-builder.js';
import { nextName, readVersions, removeUnnamed, replaceCurrent, type IndexVersions } from './index-versions.js';

export interface IndexRebuildOptions {
  readonly folder: string;
  /** Name of the file that is served now, or that nothing of can be served. */
  readonly served: string;
  /** The index that serves meanwhile, and whose threads go over to the new version; null where nothing can be served. */
  readonly index: WorkerSearchIndex | null;
  readonly logger: Logger;
  /** Told when the new version has taken the place of the old one. */
  readonly onReplaced?: (versions: IndexVersions) => void;
}

/** How a rebuild stands. */
export interface RebuildProgress {
  readonly built: number;
  readonly total: number;
  /** Why the last attempt came to nothing; the served version stays, and it is tried again. */
  readonly problem: string | null;
}

/** A pass that changes fewer is followed by the last one, for which the writing waits. */
const FEW = 1_000;

/** Makes a new version of an index beside the one that is served, and lets it take its place when both have the same records. */
export class IndexRebuild {
  readonly #options: IndexRebuildOptions;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  #progress: RebuildProgress | null = { built: 0, total: 0, problem: null };

  constructor(options: IndexRebuildOptions) {
    this.#options = options;
    this.#running = this.#run();
  }

  /** Null when it is over. */
  get progress(): RebuildProgress | null {
    return this.#progress;
  }

  /** Resolves when the new version is served, or the rebuild was closed. */
  async done(): Promise<void> {
    await this.#running;
  }

  /** Ends it; what was built is kept, and gone on with at the next start. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const onFailure = (error: Error): void => {
      this.#options.logger.error({ err: error }, 'the new version of the index could not be made; it is tried again');
      this.#progress = { built: 0, total: 0, ...this.#progress, problem: error.message };
    };
    await patiently(() => this.#build(), { initialMillis: 1_000, mostMillis: 600_000, signal: this.#closing.signal, onFailure });
  }

  async #build(): Promise<void> {
    const { folder, served, logger } = this.#options;
    const versions = readVersions(folder);
    if (versions.current !== served) {
      this.#progress = null;
      return logger.warn({ served, current: versions.current }, 'no new version of the index is made: another one is served from the next start on');
    }
    const next = nextName(versions);
    const replaced = await this.#make(versions, next);
    if (replaced === null) return;
    this.#progress = null;
    logger.info({ version: next, former: served }, 'the new version of the index has taken the place of the old one');
    this.#options.onReplaced?.(replaced);
    removeUnnamed(folder, versions, replaced, logger);
  }

  /** What stands when `next` has taken the place of the served version; null where the rebuild was closed before. */
  async #make(versions: IndexVersions, next: string): Promise<IndexVersions | null> {
    const { folder, index, logger } = this.#options;
    const [source, file] = [join(folder, versions.current), join(folder, next)];
    const builder = await ManagedThread.start({ name: 'index builder', file: threadFile('builder-thread.js'), data: () => ({ source, file }), logger });
    try {
      await this.#pass(builder);
      await requireAgreement(builder);
      const settle = async (): Promise<void> => {
        await builder.call('settle');
        await requireAgreement(builder);
        await builder.call('close');
      };
      let replaced: IndexVersions | null = null;
      const commit = (): void => void (replaced = replaceCurrent(folder, versions, next, new Date()));
      if (this.#closing.signal.aborted) return null;
      if (index) await index.goOver(file, settle, commit);
      else await settle().then(commit);
      return replaced;
    } finally {
      await builder.close();
    }
  }

  /** Takes over what differs until few do. */
  async #pass(builder: ManagedThread): Promise<void> {
    for (;;) {
      const { built, total, changed, passed } = await builder.call<BuildStep>('step');
      this.#progress = { built, total, problem: this.#progress?.problem ?? null };
      if (this.#closing.signal.aborted || (passed && changed < FEW)) return;
    }
  }
}

async function requireAgreement(builder: ManagedThread): Promise<void> {
  const logs = await builder.call<readonly string[]>('disagreeing');
  if (logs.length > 0) throw new Error(`Expected the same records in both versions of the index but they differ for ${logs.slice(0, 10).join(', ')}.`);
}
