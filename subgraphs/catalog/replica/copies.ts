import { GraphQLError } from 'graphql';
import { logKey } from '../../../schema/audience.js';
import { catalogError } from '../../../schema/errors.js';
import { parseId } from '../../../schema/ids.js';
import type { StandardNumber } from '../../../schema/standard-number.js';
import { inHalves } from '../../kit/in-halves.js';
import type { RequestScope } from '../../kit/observe/request-scope.js';
import type { Transport } from '../../kit/transport/transport.js';
import type { CatalogRecord } from '../model.js';
import type { CopyProvenance } from './provenance.js';
import type { RecordReader, StoredRecord } from '../stores/record-store.js';

/** A record as the national index holds it. */
export interface Copy {
  readonly stored: StoredRecord;
  /** When the index last held all that its owner had published; null where it has not heard the owner since it started. */
  readonly asOf: Date | null;
}

export interface CopiesOptions {
  /** GraphQL endpoint of the national index. */
  readonly searchUrl: string;
  readonly send: Transport;
  /** Whether a copy that is not of a log which the index has verified counts as none. @default false: it is served, and says so */
  readonly needsVerified?: boolean;
  /** How long the index may take. @default 2000 */
  readonly timeoutMillis?: number;
}

interface WireCopy {
  readonly version: number;
  readonly document: string | null;
  /** Name of its log; null from an index that knows public records only. */
  readonly log: string | null;
  readonly asOf: string | null;
  /** Null of a live record, and where the index was not told. */
  readonly withdrawal: { readonly reason: string; readonly replacedBy: string | null; readonly at: string | null } | null;
  /** Asked for only where copies have to be verified. */
  readonly provenance?: { readonly verified: boolean } | null;
}

const COPIES = 'query ($ids: [ID!]!) { copies(ids: $ids) { version document log asOf withdrawal { reason replacedBy at } } }';
const VERIFIED_COPIES = 'query ($ids: [ID!]!) { copies(ids: $ids) { version document log asOf withdrawal { reason replacedBy at } provenance { verified } } }';
const PROVENANCE = 'query ($ids: [ID!]!) { copies(ids: $ids) { version document provenance { log leafIndex publishedAt recordHash leaf verified } } }';
const LOCATE = 'query ($kind: RecordKind!, $key: LocateKey!, $value: String!) { locate(kind: $kind, key: $key, value: $value) }';

/** The copies of every owner's records, read from the national index. */
export class Copies implements RecordReader {
  readonly #options: Required<CopiesOptions>;
  #reachable = true;

  constructor({ timeoutMillis = 2_000, needsVerified = false, ...options }: CopiesOptions) {
    this.#options = { timeoutMillis, needsVerified, ...options };
  }

  get reachable(): boolean {
    return this.#reachable;
  }

  /**
   * What `see` makes of each copy. Answers follow the order of `ids`; of records that are too long together an error stands in the place of some.
   *
   * @throws STORE_UNAVAILABLE where the index does not answer
   */
  read<Seen>(ids: readonly string[], see: (copy: Copy, id: string) => Seen | null, scope?: RequestScope): Promise<readonly (Seen | null | GraphQLError)[]> {
    const { needsVerified } = this.#options;
    const take = (wire: WireCopy | null, id: string): Seen | null => {
      const copy = readCopy(id, needsVerified ? ifVerified(wire) : wire);
      return copy && see(copy, id);
    };
    return this.#each(ids, needsVerified ? VERIFIED_COPIES : COPIES, take, scope);
  }

  /** Where the entries of live records stand, as far as the index has read. Answers as `read`. @throws STORE_UNAVAILABLE */
  provenance(ids: readonly string[], scope?: RequestScope): Promise<readonly (CopyProvenance | null | GraphQLError)[]> {
    const take = (copy: WireCopy & { readonly provenance: CopyProvenance | null } | null) => (copy?.provenance ? { ...copy.provenance, version: copy.version, document: copy.document } : null);
    return this.#each(ids, PROVENANCE, take, scope);
  }

  async getMany(ids: readonly string[]): Promise<readonly (StoredRecord | null)[]> {
    return (await this.read(ids, ({ stored }) => stored)).map((stored) => {
      if (stored instanceof GraphQLError) throw stored;
      return stored;
    });
  }

  findByNumber({ base, year }: StandardNumber): Promise<string | null> {
    return this.#locate('STANDARD', 'number', year === null ? base : `${base}-${String(year)}`);
  }

  findByUscc(uscc: string): Promise<string | null> {
    return this.#locate('ORGANIZATION', 'uscc', uscc);
  }

  #each<Item extends WireCopy, Taken>(ids: readonly string[], query: string, take: (copy: Item | null, id: string) => Taken | null, scope?: RequestScope) {
    const ask = (some: readonly string[]) => this.#ask<readonly (Item | null)[]>(query, { ids: some }, 'copies', scope);
    return inHalves<Item | null, Taken | null>(ids, ask, { take: (copy, id) => take(copy ?? null, id), lengthOf: (taken, copy) => (taken === null ? 0 : (copy?.document?.length ?? 0)) });
  }

  async #locate(kind: string, key: string, value: string): Promise<string | null> {
    const [id] = await this.#ask<readonly string[]>(LOCATE, { kind, key, value }, 'locate');
    return id ?? null;
  }

  async #ask<Answer>(query: string, variables: Readonly<Record<string, unknown>>, field: string, scope?: RequestScope): Promise<Answer> {
    const { searchUrl, send, timeoutMillis } = this.#options;
    try {
      const { data, errors } = await send({ url: searchUrl, query, variables, timeoutMillis, audience: ['search'], scope });
      const [error] = errors ?? [];
      if (!data?.[field]) throw error?.extensions?.['code'] === 'OPERATION_TOO_LARGE' ? catalogError('OPERATION_TOO_LARGE', error.message) : new Error(error?.message ?? 'The index gave no answer.');
      this.#reachable = true;
      return data[field] as Answer;
    } catch (error) {
      if (error instanceof GraphQLError) throw error;
      this.#reachable = false;
      throw catalogError('STORE_UNAVAILABLE', 'The national index, which holds the copies, did not answer.', { retryable: true, reason: (error as Error).name });
    }
  }
}

/** For a tombstone that the index took in before it kept what they say, or that says nothing. */
const UNTOLD = 'its owner says why';

/** That a record was withdrawn shows nothing that could be false. */
const ifVerified = (copy: WireCopy | null | undefined): WireCopy | null => (copy && (copy.document === null || copy.provenance?.verified === true) ? copy : null);

function readCopy(id: string, copy: WireCopy | null): Copy | null {
  const parsed = parseId(id);
  if (!copy || !parsed.ok) return null;
  const { version, document, withdrawal } = copy;
  const log = logKey(parsed.authority, copy.log ?? 'PUBLIC');
  const asOf = copy.asOf === null ? null : new Date(copy.asOf);
  const at = asOf?.toISOString() ?? '';
  const { reason = UNTOLD, replacedBy = null } = withdrawal ?? {};
  const retired: StoredRecord = { log, state: 'RETIRED', kind: parsed.kind, tombstone: { id, version, reason, ...(replacedBy !== null && { replacedBy }) }, at: withdrawal?.at ?? at };
  return { asOf, stored: document === null ? retired : { log, state: 'LIVE', record: JSON.parse(document) as CatalogRecord, contentHash: '', at } };
}
