import { logKey, readLogKey, type Reader } from '../../../../../schema/audience.js';
import type { LocateKey, RecordKind } from '../../../../../schema/generated/search.js';
import { authorityIn } from '../../../../../schema/ids.js';
import { parseStandardNumber } from '../../../../../schema/standard-number.js';
import { decodeFacts, type RecordFacts } from '../../../model/facts.js';
import { nameOfKey } from '../../../model/index-entry.js';
import { mayRead } from '../../../model/may-read.js';
import { readDocument, type PublishedDocument } from '../../../model/published-document.js';
import { CopyReading } from '../../libsql/copy-reading.js';
import { LogReading } from '../../libsql/log-reading.js';
import { VectorReading } from '../../libsql/vector-rows.js';
import type { VectorSource } from '../../vectors/vector-source.js';
import type { LackingStep } from '../../vectors/vector-store.js';
import { openReader, type Connection, type Statement } from '../../libsql/schema.js';
import type { IndexLineage, LineageGraph, LineageRequest } from '../../lineage/lineage-graph.js';
import { walkLineage } from '../../lineage/walk-lineage.js';
import { inOrderOfMeaning } from '../../query/named.js';
import { NO_STANDING, type AuthorityCounts, type AuthorityStanding, type CopyReader, type IndexCopy, type NewestEntry, type RecordPlace } from '../../search-index.js';

/** Links that are read at once. */
const PAGE = 1_000;

/** Reads of the ledger what is asked of single records and of logs, for whoever may have it. */
export class LedgerReader {
  readonly #connection: Connection;
  readonly #statements: Statements;
  readonly #copies: CopyReading;
  readonly #logs: LogReading;
  readonly #vectorReading: VectorReading;
  /** Vectors of records, by id. */
  readonly vectors: VectorSource<string>;
  #hidden: ReadonlySet<string> = new Set();
  #bodies: ReadonlySet<string> = new Set();

  /** The file is one that a ledger has opened before. */
  constructor(file: string) {
    this.#connection = openReader(file);
    this.#statements = prepare(this.#connection);
    const isHidden = (authority: string): boolean => this.#hidden.has(authority);
    this.#copies = new CopyReading(this.#connection, isHidden);
    this.#logs = new LogReading(this.#connection, isHidden);
    const reading = (this.#vectorReading = new VectorReading(this.#connection, isHidden));
    this.vectors = { now: () => reading.state(), of: (id, since, upTo) => reading.ofId(id, since, upTo) };
    const kept = this.#statements.standing.get() as { value: string } | undefined;
    this.heed(kept ? (JSON.parse(kept.value) as AuthorityStanding) : NO_STANDING);
  }

  heed({ hidden, bodies }: AuthorityStanding): void {
    this.#hidden = new Set(hidden);
    this.#bodies = new Set(bodies);
  }

  /** Authorities whose records are shown to nobody. */
  get hidden(): readonly string[] {
    return [...this.#hidden];
  }

  /** What is known of a record that the reader sees; null where the reader sees none. */
  facts(id: string, reader: Reader): RecordFacts | null {
    const row = this.#statements.facts.get(id) as { facts: string } | undefined;
    const facts = row === undefined ? null : decodeFacts(row.facts);
    return facts !== null && this.#sees(facts, reader) ? facts : null;
  }

  /** The title of a record that the reader sees. */
  title(id: string, lang: 'ZH' | 'EN', reader: Reader): string | null {
    const facts = id === '' ? null : this.facts(id, reader);
    return facts && ((lang === 'EN' && facts.titleEn) || facts.title);
  }

  /** The document of a record that the reader sees; null where it was withdrawn or confined a moment ago, which the cluster may not know yet. */
  document(id: string, reader: Reader): PublishedDocument | null {
    const row = this.#statements.document.get(id) as { document: string; facts: string } | undefined;
    return row !== undefined && this.#sees(decodeFacts(row.facts), reader) ? readDocument(id, row.document) : null;
  }

  /** The same, but null too where it is longer than so many bytes: reading it for each of the best hits would hold up others. */
  shortDocument(id: string, mostBytes: number, reader: Reader): PublishedDocument | null {
    const row = this.#statements.shortDocument.get(mostBytes, id) as { document: string | null; facts: string } | undefined;
    return row?.document && this.#sees(decodeFacts(row.facts), reader) ? readDocument(id, row.document) : null;
  }

  /** Ids of the standards with this number, in the order in which they are meant; none where the text is no such number. */
  numbered(text: string, reader: Reader): readonly RecordFacts[] {
    const number = parseStandardNumber(text);
    return number ? this.named(`number:${number.base}`, number.year === null ? null : String(number.year), reader) : [];
  }

  named(name: string, edition: string | null, reader: Reader): readonly RecordFacts[] {
    const rows = this.#statements.named.all(name, edition, edition) as { facts: string; edition: string }[];
    const seen = rows.map((row) => ({ edition: row.edition, facts: decodeFacts(row.facts) })).filter(({ facts }) => this.#sees(facts, reader));
    const named = seen.map(({ edition: year, facts }) => ({ facts, id: facts.id, edition: year, isInForce: facts.inForce, isOfBody: this.#bodies.has(authorityIn(facts.id)) }));
    return inOrderOfMeaning(named, new Date().getUTCFullYear()).map(({ facts }) => facts);
  }

  /** As the port's `locate`. */
  locate(kind: RecordKind, key: LocateKey, value: string, reader: Reader): readonly string[] {
    const named = key === 'number' ? this.numbered(value, reader) : this.named(nameOfKey(key, value), null, reader);
    return named.filter((facts) => facts.kind === kind).map(({ id }) => id);
  }

  lineage(request: LineageRequest, reader: Reader): IndexLineage | null {
    return walkLineage(request, this.#links(reader));
  }

  copies(ids: readonly string[], reader: CopyReader, mostCharacters?: number): readonly (IndexCopy | null)[] {
    return this.#copies.read(ids, reader, mostCharacters);
  }

  lackingVectors(model: string, row: number, most: number): LackingStep {
    return this.#vectorReading.lacking(model, row, most);
  }

  places(ids: readonly string[]): readonly (RecordPlace | null)[] {
    return this.#logs.places(ids);
  }

  newestEntries(log: string, seq: number, first: number): readonly NewestEntry[] {
    return this.#logs.newestEntries(log, seq, first);
  }

  /** Keys of the logs of authorities that are shown. */
  logs(): readonly string[] {
    return this.#logs.logs();
  }

  /** Authorities that are shown. */
  authorities(): readonly string[] {
    return [...new Set(this.logs().map((log) => readLogKey(log).authority))];
  }

  /** Authorities of which the reader may read a log, with those logs, the public one first. */
  readable(reader: Reader): readonly Omit<AuthorityCounts, 'kinds'>[] {
    return this.#logs.readable(reader);
  }

  close(): void {
    this.#connection.close();
  }

  /** The links of records, as the reader sees them; each record is read once. */
  #links(reader: Reader): LineageGraph {
    const known = new Map<string, RecordFacts | null>();
    const factsOf = (id: string): RecordFacts | null => {
      if (!known.has(id)) known.set(id, this.facts(id, reader));
      return known.get(id) ?? null;
    };
    return {
      shown(id) {
        const facts = factsOf(id);
        return facts && { kind: facts.kind, title: facts.title, titleEn: facts.titleEn || facts.title };
      },
      sources: (id, most) => factsOf(id)?.derivedFrom.slice(0, most) ?? [],
      derived: (id, most) => this.#linkedTo(id, reader, most),
    };
  }

  #linkedTo(id: string, reader: Reader, most: number): readonly string[] {
    const found: string[] = [];
    // By pages: a statement that is left before its end would hold this connection to what was committed by then.
    for (let before = Number.MAX_SAFE_INTEGER; ; ) {
      const rows = this.#statements.linked.all(nameOfKey('link', id), before, PAGE) as { row: number; facts: string }[];
      for (const { facts: text } of rows) {
        const facts = decodeFacts(text);
        if (facts.derivedFrom.includes(id) && this.#sees(facts, reader)) found.push(facts.id);
        if (found.length >= most) return found;
      }
      if (rows.length < PAGE) return found;
      before = rows.at(-1)?.row ?? 0;
    }
  }

  #sees(facts: RecordFacts, reader: Reader): boolean {
    const authority = authorityIn(facts.id);
    return !this.#hidden.has(authority) && mayRead(reader, logKey(authority, facts.log || 'PUBLIC'));
  }
}

type Statements = ReturnType<typeof prepare>;

function prepare(connection: Connection) {
  const sql = (text: string): Statement => connection.prepare(text);
  return {
    facts: sql('SELECT f.facts FROM versions AS v JOIN facts AS f ON f.row_number = v.row_number WHERE v.id = ?'),
    document: sql('SELECT d.document, f.facts FROM versions AS v JOIN documents AS d ON d.row_number = v.row_number JOIN facts AS f ON f.row_number = v.row_number WHERE v.id = ?'),
    shortDocument: sql('SELECT CASE WHEN octet_length(d.document) <= ? THEN d.document END AS document, f.facts FROM versions AS v JOIN documents AS d ON d.row_number = v.row_number JOIN facts AS f ON f.row_number = v.row_number WHERE v.id = ?'),
    named: sql('SELECT n.edition, f.facts FROM names AS n JOIN facts AS f ON f.row_number = n.row_number WHERE n.name = ? AND (? IS NULL OR n.edition = ?)'),
    linked: sql("SELECT n.row_number AS row, f.facts FROM names AS n JOIN facts AS f ON f.row_number = n.row_number WHERE n.name = ? AND n.edition = '' AND n.row_number < ? ORDER BY n.row_number DESC LIMIT ?"),
    standing: sql("SELECT value FROM meta WHERE key = 'standing'"),
  };
}
