import DataLoader from 'dataloader';
import type { RequestScope } from '../../kit/observe/request-scope.js';
import { scopedSpan } from '../../kit/observe/tracing.js';
import type { AuditLog } from '../../kit/audit/audit-log.js';
import type { AccessDesk } from '../access/access-desk.js';
import type { StewardGate } from '../stewards/steward-gate.js';
import { ANONYMOUS, type Viewer } from '../../kit/viewer.js';
import { asSeenBy, logsFor } from '../log/readable-logs.js';
import type { ProofServices } from './proofs.js';
import type { ChangeFeed } from '../log/change-feed.js';
import type { ServedFrom } from '../../../schema/generated/catalog.js';
import type { Served } from '../served-ids.js';
import type { Publisher } from '../publish/publisher.js';
import type { RecordReader, StoredRecord } from '../stores/record-store.js';

/** Where what is answered comes from. */
export interface Origin {
  readonly servedFrom: ServedFrom;
  /** The moment that a record is answered as of. */
  readonly asOf: (id: string) => Date;
}

/** What records are answered from. */
export interface RecordServices {
  readonly store: RecordReader;
  readonly feed: Pick<ChangeFeed, 'page' | 'logs'>;
  readonly served: Served;
  readonly origin: Origin;
  /** What the logs are proved by; none at a replica. */
  readonly proofs?: ProofServices;
}

/** What lasts as long as the node. */
export interface NodeServices extends Omit<RecordServices, 'origin'> {
  readonly publisher: Publisher;
  /** Where access to restricted details is asked for. */
  readonly access?: AccessDesk;
  readonly audit?: AuditLog;
}

/** What every resolver of one request is handed. */
export interface CatalogContext extends RecordServices {
  /** Who asks. */
  readonly viewer: Viewer;
  /** Where access to restricted details is asked for; none at a replica. */
  readonly access?: AccessDesk;
  /** All that one request asks for at a time is one call of the store. */
  readonly records: DataLoader<string, StoredRecord | null>;
}

/** What the stewards' mutations are handed. */
export interface StewardContext extends CatalogContext {
  readonly publisher: Publisher;
  readonly audit?: AuditLog;
  readonly gate: StewardGate;
}

/** An owner answers from its own store: what it says is true now. */
const OWNER: Origin = { servedFrom: 'OWNER', asOf: () => new Date() };

/** @param scope the request that is answered */
export function createContext(services: NodeServices, gate: StewardGate, scope?: RequestScope): StewardContext {
  const viewer = scope?.viewer ?? ANONYMOUS;
  const records = new DataLoader<string, StoredRecord | null>((ids) => scopedSpan('store read', scope, () => ({ attributes: { 'ucat.records': ids.length } }), async () => (await services.store.getMany(ids, logsFor(viewer))).map((stored) => asSeenBy(viewer, stored))), { maxBatchSize: 1_000 });
  return { ...services, origin: OWNER, records, gate, viewer };
}
