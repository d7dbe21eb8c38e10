import { LRUCache } from 'lru-cache';
import type { ExportRecord } from '../../schema/formats/export-record.js';
import type { FindLinked, LinkedRecord } from '../../schema/formats/linked.js';
import { NodeRefused, type PatientClient } from '../import/patient-client.js';

/** Names that are kept; the least used go first, and are asked for again. */
const MOST_NAMES = 20_000;
/** Records that are held back until their links have names. */
const AT_ONCE = 50;

const NAME = '{ titles { lang text } ... on Organization { uscc } ... on Standard { number } }';

/** Finds what records are called that others link to: those that pass by, else by asking for them. */
export class LinkedNames {
  readonly #ask: PatientClient;
  readonly #names = new LRUCache<string, LinkedRecord | 'UNKNOWN'>({ max: MOST_NAMES });

  /** @param ask a client that takes partial answers: who can't be reached has no name, and costs no other's */
  constructor(ask: PatientClient) {
    this.#ask = ask;
  }

  readonly find: FindLinked = (id) => {
    const known = this.#names.get(id);
    return known === 'UNKNOWN' ? undefined : known;
  };

  /** Passes records on as soon as all that they link to has been asked for. */
  async *beside(records: AsyncIterable<ExportRecord>): AsyncGenerator<ExportRecord> {
    let waiting: ExportRecord[] = [];
    for await (const record of records) {
      waiting.push(record);
      if (waiting.length < AT_ONCE) continue;
      await this.#resolve(waiting);
      yield* waiting;
      waiting = [];
    }
    await this.#resolve(waiting);
    yield* waiting;
  }

  async #resolve(records: readonly ExportRecord[]): Promise<void> {
    for (const record of records) this.#names.set(record.id, named(record));
    const missing = [...new Set(records.flatMap(linksOf))].filter((id) => !this.#names.has(id));
    for (let from = 0; from < missing.length; from += AT_ONCE) await this.#askFor(missing.slice(from, from + AT_ONCE));
  }

  async #askFor(ids: readonly string[]): Promise<void> {
    const parameters = ids.map((_, index) => `$i${String(index)}: ID!`).join(', ');
    const fields = ids.map((_, index) => `r${String(index)}: record(id: $i${String(index)}) ${NAME}`).join(' ');
    try {
      const answer = await this.#ask(`query (${parameters}) { ${fields} }`, Object.fromEntries(ids.map((id, index) => [`i${String(index)}`, id])));
      ids.forEach((id, index) => this.#names.set(id, readName(answer[`r${String(index)}`])));
    } catch (error) {
      if (!(error instanceof NodeRefused)) throw error;
      // A gateway may refuse a query with many fields, or one record may spoil the whole answer.
      if (ids.length === 1) this.#names.set(ids[0] as string, 'UNKNOWN');
      else for (const id of ids) await this.#askFor([id]);
    }
  }
}

const named = (record: ExportRecord): LinkedRecord => ({
  titles: record.titles,
  ...(record.kind === 'ORGANIZATION' && { uscc: record.uscc }),
  ...(record.kind === 'STANDARD' && { number: record.number }),
});

function readName(answer: unknown): LinkedRecord | 'UNKNOWN' {
  if (typeof answer !== 'object' || answer === null) return 'UNKNOWN';
  const { titles, uscc, number } = answer as { readonly titles: LinkedRecord['titles']; readonly uscc?: string | null; readonly number?: string | null };
  return { titles, uscc: uscc ?? undefined, number: number ?? undefined };
}

const LINKS = ['owner', 'series', 'parent', 'conformsTo', 'derivedFrom', 'servesDatasets'] as const;

const linksOf = (record: ExportRecord): readonly string[] => LINKS.flatMap((field) => (record as { readonly [Field in (typeof LINKS)[number]]?: string | readonly string[] })[field] ?? []);
