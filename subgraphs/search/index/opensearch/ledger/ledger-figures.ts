import type { Reader } from '../../../../../schema/audience.js';
import { CountedViews } from '../../columns/counted-views.js';
import { KeptColumns } from '../../libsql/kept-columns.js';
import { openReader, type Connection } from '../../libsql/schema.js';
import { CountedFigures } from '../../query/counted-figures.js';
import type { AuthorityStanding, IndexFigures } from '../../search-index.js';

interface Opened {
  readonly connection: Connection;
  readonly kept: KeptColumns;
  readonly figures: CountedFigures;
}

/**
 * Counts figures over a ledger, by the columns of the embedded engine. They are read when somebody first asks, which the trend
 * does once every public log is read: before that they take no memory.
 */
export class LedgerFigures {
  readonly #file: string;
  #opened: Opened | null = null;

  /** The file is one that a ledger has opened, in this thread: what is removed of it from now on is seen. */
  constructor(file: string) {
    this.#file = file;
  }

  async of(day: string, reader: Reader): Promise<IndexFigures> {
    const { kept, figures } = (this.#opened ??= open(this.#file));
    await kept.refresh();
    return figures.of(day, reader);
  }

  heed({ hidden }: AuthorityStanding): void {
    this.#opened?.kept.columns.hide(hidden);
  }

  close(): void {
    this.#opened?.connection.close();
  }
}

function open(file: string): Opened {
  const connection = openReader(file);
  const kept = new KeptColumns(connection);
  return { connection, kept, figures: new CountedFigures(new CountedViews(kept.columns), kept.columns) };
}
