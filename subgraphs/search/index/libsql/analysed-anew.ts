import { readLogKey } from '../../../../schema/audience.js';
import { readDocument } from '../../model/published-document.js';
import { shownBy } from '../../model/shown-by.js';
import { ANALYSIS_VERSION } from '../../text/index-tokens.js';
import type { EntryBuilder } from '../prepared-batch.js';
import { RowWriter } from './row-writer.js';
import { makeTokensAnew, type Connection } from './schema.js';

interface LiveRow {
  readonly id: string;
  readonly row: number;
  readonly confined: string | null;
  readonly at: string | null;
}

const LIVE_ROWS = `
  SELECT v.id, v.row_number AS row, c.log AS confined, p.at FROM versions AS v LEFT JOIN confined AS c ON c.id = v.id
  LEFT JOIN published AS p ON p.id = v.id AND p.version = v.version WHERE v.row_number IS NOT NULL`;

/** The version of the analysis that an index was made by; null of one that has nothing yet. */
export function analysisOf(connection: Connection): number | null {
  const known = connection.prepare("SELECT value FROM meta WHERE key = 'analysis'").get() as { value: string } | undefined;
  return known ? Number(known.value) : null;
}

/** Analyses all texts anew where the index was made by another analysis. Documents are kept whole, so it needs nothing from the authorities. */
export function analyseAnew(connection: Connection, entryBuilder: () => EntryBuilder): void {
  if (analysisOf(connection) === ANALYSIS_VERSION) return;
  connection.exec('BEGIN IMMEDIATE');
  try {
    makeTokensAnew(connection);
    writeRowsAnew(connection, entryBuilder());
    connection.prepare("INSERT INTO meta VALUES ('analysis', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value").run(String(ANALYSIS_VERSION));
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

function writeRowsAnew(connection: Connection, indexEntry: EntryBuilder): void {
  const rows = new RowWriter(connection, null);
  const documentOf = connection.prepare('SELECT document FROM documents WHERE row_number = ?');
  const moveVersion = connection.prepare('UPDATE versions SET row_number = ? WHERE id = ?');
  for (const { id, row, confined, at } of connection.prepare(LIVE_ROWS).all() as LiveRow[]) {
    const { document } = documentOf.get(row) as { document: string };
    const read = readDocument(id, document);
    rows.remove(row);
    moveVersion.run(rows.insert(indexEntry(read, shownBy(confined === null ? 'PUBLIC' : readLogKey(confined).logName, read.audience), at ?? ''), document), id);
  }
  rows.finish();
}
