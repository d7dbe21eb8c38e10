import { authorityIn } from '../../../../schema/ids.js';
import { embeddedText } from '../../model/embedded-text.js';
import type { VectorsNow } from '../vectors/vector-source.js';
import type { LackingStep, RecordVector, TextToEmbed } from '../vectors/vector-store.js';
import type { Connection, Statement } from './schema.js';

/** Rows that one step looks at: a millisecond or two. */
const ROWS_A_STEP = 2_000;

/** Writes the vectors of records. Called in transactions. */
export class VectorRows {
  readonly #statements: ReturnType<typeof prepareWriting>;

  constructor(connection: Connection) {
    this.#statements = prepareWriting(connection);
  }

  /** As the port's `keepVectors`. */
  keep(model: string, vectors: readonly RecordVector[]): void {
    const known = stateIn(this.#statements.state);
    const batch = (known?.batch ?? 0) + 1;
    const state: VectorsNow = { model, since: known?.model === model ? known.since : batch, batch };
    for (const { id, version, packed } of vectors) this.#statements.put.run(batch, Buffer.from(packed), id, version);
    this.#statements.setState.run(JSON.stringify(state));
  }
}

/** Reads the vectors of records beside their writer. */
export class VectorReading {
  readonly #statements: ReturnType<typeof prepareReading>;
  readonly #isHidden: (authority: string) => boolean;

  /** @param isHidden whether an authority's records are shown to nobody */
  constructor(connection: Connection, isHidden: (authority: string) => boolean) {
    this.#statements = prepareReading(connection);
    this.#isHidden = isHidden;
  }

  /** Which vectors of the file count; null while there is none. */
  state(): VectorsNow | null {
    return stateIn(this.#statements.state);
  }

  /** The vector of a row, of the model of `since` and no later batch than `upTo`. */
  ofRow(row: number, since: number, upTo: number): Int8Array | null {
    return vectorIn(this.#statements.ofRow.get(row, since, upTo));
  }

  /** The same of a record. */
  ofId(id: string, since: number, upTo: number): Int8Array | null {
    return vectorIn(this.#statements.ofId.get(id, since, upTo));
  }

  /** As the port's `lackingVectors`. */
  lacking(model: string, row: number, most: number): LackingStep {
    const known = this.state();
    const since = known?.model === model ? known.since : Number.MAX_SAFE_INTEGER;
    const last = (this.#statements.last.get() as { last: number | null }).last ?? 0;
    const upTo = Math.min(last, row + ROWS_A_STEP);
    const rows = this.#statements.lacking.all(since, row, upTo, most) as { row: number }[];
    const texts = rows.flatMap(({ row: lacking }) => this.#textsIn(lacking));
    return { texts, row: rows.length < most ? Math.max(row, upTo) : (rows.at(-1) as { row: number }).row, last };
  }

  #textsIn(row: number): readonly TextToEmbed[] {
    const found = this.#statements.text.get(row) as { id: string; version: number; document: string } | undefined;
    if (!found || this.#isHidden(authorityIn(found.id))) return [];
    return [{ id: found.id, version: found.version, text: embeddedText(found.id, found.document) }];
  }
}

function stateIn(statement: Statement): VectorsNow | null {
  const kept = statement.get() as { value: string } | undefined;
  return kept ? (JSON.parse(kept.value) as VectorsNow) : null;
}

function vectorIn(row: unknown): Int8Array | null {
  const { vector } = (row ?? { vector: null }) as { readonly vector: Buffer | null };
  return vector && new Int8Array(vector.buffer, vector.byteOffset, vector.length);
}

const STATE = "SELECT value FROM meta WHERE key = 'vectors'";
/** What everybody may see stands in a public log. */
const IS_PUBLIC = 'NOT EXISTS (SELECT 1 FROM confined AS c WHERE c.id = v.id)';

function prepareWriting(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    state: sql(STATE),
    setState: sql("INSERT INTO meta VALUES ('vectors', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
    put: sql(`INSERT OR REPLACE INTO vectors SELECT v.row_number, ?, ? FROM versions AS v WHERE v.id = ? AND v.version = ? AND v.row_number IS NOT NULL AND ${IS_PUBLIC}`),
  };
}

function prepareReading(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    state: sql(STATE),
    ofRow: sql('SELECT vector FROM vectors WHERE row_number = ? AND batch BETWEEN ? AND ?'),
    ofId: sql('SELECT e.vector FROM versions AS v JOIN vectors AS e ON e.row_number = v.row_number WHERE v.id = ? AND e.batch BETWEEN ? AND ?'),
    last: sql('SELECT max(row_number) AS last FROM facts'),
    lacking: sql(`
      SELECT f.row_number AS row FROM facts AS f LEFT JOIN vectors AS e ON e.row_number = f.row_number AND e.batch >= ?
      WHERE f.row_number > ? AND f.row_number <= ? AND e.row_number IS NULL ORDER BY f.row_number LIMIT ?`),
    text: sql(`
      SELECT v.id, v.version, d.document FROM facts AS f JOIN versions AS v ON v.id = f.facts ->> 0 AND v.row_number = f.row_number
      JOIN documents AS d ON d.row_number = f.row_number WHERE f.row_number = ? AND ${IS_PUBLIC}`),
  };
}
