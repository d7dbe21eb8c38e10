import { logKey, readLogKey } from '../../../../schema/audience.js';
import { decodeFacts } from '../../model/facts.js';
import { mayRead } from '../../model/may-read.js';
import type { CopyReader, IndexCopy, Withdrawal } from '../search-index.js';
import type { Connection, Statement } from './schema.js';

interface Kept {
  readonly id: string;
  readonly version: number | null;
  readonly confined: string | null;
  readonly document: string | null;
  readonly facts: string | null;
}

/** Reads what is kept of records, for whoever may have it. */
export class CopyReading {
  readonly #copies: Statement;
  readonly #moved: Statement;
  readonly #withdrawn: Statement;

  constructor(connection: Connection) {
    this.#copies = connection.prepare(`
      SELECT k.value AS id, v.version, c.log AS confined, d.document, f.facts FROM json_each(?) AS k LEFT JOIN versions AS v ON v.id = k.value
      LEFT JOIN confined AS c ON c.id = k.value LEFT JOIN documents AS d ON d.row_number = v.row_number LEFT JOIN facts AS f ON f.row_number = v.row_number ORDER BY k.key`);
    this.#moved = connection.prepare('SELECT log, version FROM moved WHERE id = ? ORDER BY version DESC');
    this.#withdrawn = connection.prepare('SELECT reason, replaced_by AS replacedBy, at FROM withdrawn WHERE log = ? AND id = ? AND version = ?');
  }

  read(ids: readonly string[], reader: CopyReader): readonly (IndexCopy | null)[] {
    return (this.#copies.all(JSON.stringify(ids)) as Kept[]).map((kept) => this.#forReader(kept, reader));
  }

  /** Who may not read the log that a record stands in now is told what the logs say that it may read: that it is gone. */
  #forReader({ id, version, confined, document, facts }: Kept, reader: CopyReader): IndexCopy | null {
    if (version === null) return null;
    const authority = id.slice(0, Math.max(0, id.indexOf('-')));
    const name = (facts === null ? '' : decodeFacts(facts).log) || (confined === null ? 'PUBLIC' : readLogKey(confined).logName);
    const key = logKey(authority, name);
    if (reader === 'SERVICE' || mayRead(reader, key)) return { version, document, log: name, ...(document === null && this.#withdrawal(key, id, version)) };
    const moved = (this.#moved.all(id) as { log: string; version: number }[]).find(({ log }) => mayRead(reader, log));
    return moved ? { version: moved.version, document: null, log: readLogKey(moved.log).logName, ...this.#withdrawal(moved.log, id, moved.version) } : null;
  }

  /** What a log says of a record that is withdrawn from it in this version. */
  #withdrawal(log: string, id: string, version: number): Pick<IndexCopy, 'withdrawal'> {
    const [found] = this.#withdrawn.all(log, id, version) as Withdrawal[];
    return found ? { withdrawal: found } : {};
  }
}
