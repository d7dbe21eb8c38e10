import { readLogKey } from '../../../schema/audience.js';
import { parseStandardNumber } from '../../../schema/standard-number.js';
import { countedSerial } from '../counted-serial.js';
import type { LogEntry } from '../log/log-entry.js';
import type { Source } from '../model.js';
import type { LeftRecord } from './left-record.js';
import type { LibsqlDatabase } from './libsql-database.js';
import { VersionConflict } from './record-store.js';

/** Makes the record tables say what an entry says. */
export interface Projection {
  writeRecord(log: string, entry: LogEntry, left: LeftRecord): void;
  /** @throws VersionConflict where another record has one of the sources */
  claimSources(log: string, id: string, sources: readonly Source[]): void;
  /** The same, but a source is taken from whoever has it: its record gave it up in an entry that has no document. */
  takeSources(log: string, id: string, sources: readonly Source[]): void;
  countSerial(log: string, entry: LogEntry): void;
}

export function prepareProjection(database: LibsqlDatabase): Projection {
  const replaceRecord = database.prepare('REPLACE INTO records (id, authority, kind, version, live, seq, at, content_hash, number_base, number_year, uscc, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const dropSources = database.prepare('DELETE FROM sources WHERE id = ?');
  const insertSource = database.prepare('INSERT INTO sources (authority, system, identifier, id) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const replaceSource = database.prepare('REPLACE INTO sources (authority, system, identifier, id) VALUES (?, ?, ?, ?)');
  const raiseSerial = database.prepare('INSERT INTO serials (authority, kind, last) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET last = max(last, excluded.last)');

  return {
    writeRecord(log, { id, kind, version, seq, at }, { live, record, contentHash, document }) {
      const number = record?.kind === 'STANDARD' ? parseStandardNumber(record.number) : null;
      const uscc = record?.kind === 'ORGANIZATION' ? (record.uscc ?? null) : null;
      replaceRecord.run(id, log, kind, version, live ? 1 : 0, seq, at, contentHash, number?.base ?? null, number?.year ?? null, uscc, document);
    },
    claimSources(log, id, sources) {
      const { authority } = readLogKey(log);
      dropSources.run(id);
      for (const { system, identifier } of sources) {
        const { changes } = insertSource.run(authority, system, identifier, id);
        if (changes === 0) throw new VersionConflict(`Another record came from ${system} ${identifier}, not ${id}.`);
      }
    },
    takeSources(log, id, sources) {
      const { authority } = readLogKey(log);
      dropSources.run(id);
      for (const { system, identifier } of sources) replaceSource.run(authority, system, identifier, id);
    },
    countSerial(log, { id, kind, version }) {
      const serial = version === 1 ? countedSerial(id) : null;
      if (serial) raiseSerial.run(readLogKey(log).authority, kind, serial.number);
    },
  };
}
