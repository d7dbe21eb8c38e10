import { statSync } from 'node:fs';
import { lexiconFiles } from './lexicon-files.js';

export interface LexiconWatchOptions {
  /** Told when a file was changed, made or deleted. */
  readonly onChanged: () => void;
  /** How often the files are looked at. @default 1000 */
  readonly everyMillis?: number;
}

/** Looks at the files of lexicons. It asks for times and sizes, because a folder that is mounted into a container tells of no change by itself. */
export class LexiconWatch {
  readonly #files: readonly string[];
  readonly #timer: NodeJS.Timeout;
  #seen: string;

  constructor(folders: readonly string[], { onChanged, everyMillis = 1_000 }: LexiconWatchOptions) {
    this.#files = folders.flatMap(lexiconFiles);
    this.#seen = this.#look();
    this.#timer = setInterval(() => {
      const now = this.#look();
      if (now === this.#seen) return;
      this.#seen = now;
      onChanged();
    }, everyMillis);
    this.#timer.unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #look(): string {
    return this.#files.map((file) => standing(file)).join();
  }
}

function standing(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats ? `${String(stats.mtimeMs)}:${String(stats.size)}:${String(stats.ino)}` : '';
}
