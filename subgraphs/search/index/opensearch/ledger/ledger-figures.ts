import type { Reader } from '../../../../../schema/audience.js';
import { CountedViews } from '../../columns/counted-views.js';
import { KeptColumns } from '../../libsql/kept-columns.js';
import { openReader, type Connection } from '../../libsql/schema.js';
import { countedFigures } from '../../query/count-coverage.js';
import type { AuthorityStanding, IndexFigures } from '../../search-index.js';

interface Opened {
  readonly connection: Connection;
  readonly kept: KeptColumns;
  readonly counted: CountedViews;
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
    const { kept, counted } = (this.#opened ??= open(this.#file));
    await kept.refresh();
    return countedFigures(counted, kept.columns, day, reader);
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
  return { connection, kept, counted: new CountedViews(kept.columns) };
}
