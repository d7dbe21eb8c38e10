import DataLoader from 'dataloader';
import type { LocateKey, RecordKind } from '../../../schema/generated/search.js';
import { inHalves } from '../in-halves.js';
import type { RequestScope } from '../observe/request-scope.js';
import type { IndexDoor } from './index-door.js';

/** A live record as its owner published it, and as the viewer may know it. */
export interface PublishedRecord {
  readonly id: string;
  readonly version: number;
  /** Its document, in JSON. */
  readonly document: string;
  /** RFC 3339 in UTC: when the index last held all that its owner had published; null where that is not known. */
  readonly asOf: string | null;
}

const BEARERS = 'query ($kind: RecordKind!, $key: LocateKey!, $values: [String!]!) { bearers(kind: $kind, key: $key, values: $values) { id version document asOf } }';
const COPIES = 'query ($ids: [ID!]!) { copies(ids: $ids) { version document asOf } }';

type Copy = Omit<PublishedRecord, 'id' | 'document'> & { readonly document: string | null };

/** The index takes so many names, and so many ids, at once. */
export const MOST_NAMES = 200;
const MOST_IDS = 1_000;

/**
 * What a layer's subgraph reads: the records that members publish, found by what they are linked to. They come from the
 * national index, which has verified the logs and answers for the viewer that the call is signed for; so a layer keeps no
 * copy, follows no log and can show nobody what he may not see.
 */
export class PublishedRecords {
  readonly #index: IndexDoor;

  constructor(index: IndexDoor) {
    this.#index = index;
  }

  /** The records of a kind that bear each of the names, in the order of these. @throws INDEX_UNAVAILABLE, or what the index has against the question */
  bearers(kind: RecordKind, key: LocateKey, values: readonly string[], scope?: RequestScope): Promise<readonly (readonly PublishedRecord[])[]> {
    return this.#index.askEach(values.length, { field: 'bearers', query: BEARERS, variables: { kind, key, values }, scope });
  }

  /**
   * Loads records by their ids, as `read` makes them of what their owners published; null where there is none, or it was withdrawn. All that
   * is asked for at a time is one question. It fails with INDEX_UNAVAILABLE, what the index has against the question, and of records that are
   * too long together with OPERATION_TOO_LARGE.
   */
  loader<Read>(read: (record: PublishedRecord) => Read, scope?: RequestScope): DataLoader<string, Read | null> {
    const ask = (some: readonly string[]) => this.#index.askEach<Copy | null>(some.length, { field: 'copies', query: COPIES, variables: { ids: some }, scope });
    const take = (copy: Copy | null, id: string): Read | null => (copy && copy.document !== null ? read({ ...copy, document: copy.document, id }) : null);
    return new DataLoader<string, Read | null>((ids) => inHalves(ids, ask, { take, lengthOf: (_, copy) => copy?.document?.length ?? 0 }), { maxBatchSize: MOST_IDS });
  }
}
