import DataLoader from 'dataloader';
import { catalogError } from '../../../schema/errors.js';
import type { RequestScope } from '../../kit/observe/request-scope.js';
import { ANONYMOUS } from '../../kit/viewer.js';
import { asSeenBy } from '../log/readable-logs.js';
import type { Served } from '../served-ids.js';
import type { StoredRecord } from '../stores/record-store.js';
import type { Copies } from './copies.js';
import { provenanceLoader, type ReplicaContext } from './provenance.js';

/** The replica answers for every authority; whether an authority is still a member is the router's to know. */
const EVERYBODY: Served = { has: () => true, [Symbol.iterator]: () => [][Symbol.iterator]() };

/** No copy is older: for one whose age is not known. */
const UNKNOWN = new Date(0);

const refuse = async (): Promise<never> => {
  throw catalogError('NOT_SERVED_HERE', 'The replica has copies of records and no logs: ask the node of the authority.');
};

const feed = { page: refuse, logs: refuse };

/** What the resolvers of one request to the replica are handed. */
export function replicaContext(copies: Copies, scope?: RequestScope): ReplicaContext {
  const moments = new Map<string, Date>();
  const viewer = scope?.viewer ?? ANONYMOUS;
  const records = new DataLoader<string, StoredRecord | null>(
    (ids) =>
      copies.read(
        ids,
        ({ stored, asOf }, id) => {
          moments.set(id, asOf ?? UNKNOWN);
          return asSeenBy(viewer, stored);
        },
        scope,
      ),
    { maxBatchSize: 1_000 },
  );
  return { store: copies, feed, served: EVERYBODY, viewer, records, provenance: provenanceLoader(copies, scope), origin: { servedFrom: 'REPLICA', asOf: (id) => moments.get(id) ?? UNKNOWN } };
}
