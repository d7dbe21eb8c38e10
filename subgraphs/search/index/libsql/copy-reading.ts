import { logKey, readLogKey } from '../../../../schema/audience.js';
import { authorityIn } from '../../../../schema/ids.js';
import { decodeFacts } from '../../model/facts.js';
import { mayRead } from '../../model/may-read.js';
import type { CopyReader, IndexCopy, Withdrawal } from '../search-index.js';
import type { Connection, Statement } from './schema.js';

interface Kept {
  readonly version: number;
  readonly confined: string | null;
  readonly document: string | null;
  readonly facts: string | null;
}

/** Reads what is kept of records, for whoever may have it. */
export class CopyReading {
  readonly #isHidden: (authority: string) => boolean;
  readonly #copy: Statement;
  readonly #moved: Statement;
  readonly #withdrawn: Statement;

  /** `isHidden` tells whether the records of an authority are shown to no reader. */
  constructor(connection: Connection, isHidden: (authority: string) => boolean) {
    this.#isHidden = isHidden;
    this.#copy = connection.prepare(`
      SELECT v.version, c.log AS confined, d.document, f.facts FROM versions AS v LEFT JOIN confined AS c ON c.id = v.id
      LEFT JOIN documents AS d ON d.row_number = v.row_number LEFT JOIN facts AS f ON f.row_number = v.row_number WHERE v.id = ?`);
    this.#moved = connection.prepare('SELECT log, version FROM moved WHERE id = ? ORDER BY version DESC');
    this.#withdrawn = connection.prepare('SELECT reason, replaced_by AS replacedBy, at FROM withdrawn WHERE log = ? AND id = ? AND version = ?');
  }

  /** As the port's `copies`. No more documents are held at once than are told. */
  read(ids: readonly string[], reader: CopyReader, mostCharacters = Infinity): readonly (IndexCopy | null)[] {
    let left = mostCharacters;
    return ids.map((id) => {
      const copy = this.#forReader(id, reader);
      const length = copy?.document?.length ?? 0;
      if (length > left) return null;
      left -= length;
      return copy;
    });
  }

  /** Who may not read the log that a record stands in now is told what the logs say that it may read: that it is gone. */
  #forReader(id: string, reader: CopyReader): IndexCopy | null {
    const authority = authorityIn(id);
    const kept = reader !== 'SERVICE' && this.#isHidden(authority) ? undefined : (this.#copy.get(id) as Kept | undefined);
    if (kept === undefined) return null;
    const { version, confined, document, facts } = kept;
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
