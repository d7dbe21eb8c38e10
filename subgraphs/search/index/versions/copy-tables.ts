import type { Connection } from '../libsql/schema.js';

/** Keys of `meta` that are each version's own. */
const OWN_META = "('format', 'analysis', 'next_row', 'building', 'marked')";

/** What is staged of logs that are read anew is of the connection that staged it: whoever opens a version begins again. */
const STAGED: readonly string[] = ['staged', 'restaged', 'rewithdrawn'];

/**
 * Makes every table of `main` that says nothing of single rows what it is in `source`: positions, evidence, what was set
 * aside and so on. Tables with row numbers are built; those that only one of the two has, and columns, are left, and so is
 * what is staged.
 */
export function copyTables(connection: Connection): void {
  connection.exec('BEGIN');
  try {
    for (const table of tablesOf(connection)) {
      const shared = columnsOf(connection, 'main', table).filter((column) => columnsOf(connection, 'source', table).includes(column)).join(', ');
      connection.exec(`DELETE FROM main.${table}; INSERT INTO main.${table} (${shared}) SELECT ${shared} FROM source.${table}`);
    }
    connection.exec(`
      DELETE FROM main.meta WHERE key NOT IN ${OWN_META};
      INSERT INTO main.meta SELECT key, value FROM source.meta WHERE key NOT IN ${OWN_META}`);
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

function tablesOf(connection: Connection): readonly string[] {
  const tables = connection
    .prepare(
      `SELECT m.name FROM main.sqlite_master AS m JOIN source.sqlite_master AS s ON s.name = m.name AND s.type = 'table'
       WHERE m.type = 'table' AND m.name NOT LIKE 'tokens%' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'meta'`,
    )
    .all() as { readonly name: string }[];
  return tables.map(({ name }) => name).filter((name) => !STAGED.includes(name) && !columnsOf(connection, 'main', name).includes('row_number'));
}

const columnsOf = (connection: Connection, schema: string, table: string): readonly string[] =>
  (connection.prepare(`SELECT name FROM pragma_table_info('${table}', '${schema}')`).all() as { readonly name: string }[]).map(({ name }) => name);
