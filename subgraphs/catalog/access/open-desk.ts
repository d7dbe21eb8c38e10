import { join } from 'node:path';
import type { AuditLog } from '../../kit/audit/audit-log.js';
import { openLibsqlAuditLog } from '../../kit/audit/libsql-audit-log.js';
import { createAuditIndexes, openMongoAuditLog } from '../../kit/audit/mongo-audit-log.js';
import type { Logger } from '../../kit/logger.js';
import { MongoPlace } from '../../kit/mongo/mongo-place.js';
import type { NodeConfig } from '../config.js';
import { noteStewards } from '../stewards/note-stewards.js';
import type { Steward } from '../stewards/steward.js';
import { AccessDesk } from './access-desk.js';
import type { AccessStore } from './access-store.js';
import { openLibsqlAccessStore } from './libsql-access-store.js';
import { createAccessIndexes, openMongoAccessStore } from './mongo-access-store.js';

/** What a node keeps beside its logs. */
export interface Desk {
  readonly access: AccessDesk;
  readonly audit: AuditLog;
  /** Told who is a steward now. */
  readonly onStewards: (stewards: readonly Steward[]) => void;
  close(): Promise<void>;
}

/** Opens the trail and the access requests of a node: where its store is in MongoDB there, else in files beside it. */
export function openDesk(config: Pick<NodeConfig, 'mongo' | 'dataDir'>, logger: Logger): Desk {
  const { audit, store } = openParts(config, logger);
  let noting: Promise<unknown> = Promise.resolve();
  return {
    audit,
    access: new AccessDesk({ store, audit }),
    onStewards(stewards) {
      noting = noting.then(() => noteStewards(audit, stewards)).catch((error: unknown) => logger.error({ err: error }, 'who is a steward could not be noted in the trail'));
    },
    async close() {
      await noting;
      await audit.close();
      await store.close();
    },
  };
}

/** The trail of a node without MongoDB. */
export const auditFile = (dataDir: string): string => join(dataDir, 'audit.db');

/** Two connections beside those of the store: requests are few. */
const POOL_SIZE = 2;

function openParts({ mongo, dataDir }: Pick<NodeConfig, 'mongo' | 'dataDir'>, logger: Logger): { readonly audit: AuditLog; readonly store: AccessStore } {
  if (!mongo) return { audit: openLibsqlAuditLog(auditFile(dataDir)), store: openLibsqlAccessStore(join(dataDir, 'access.db'), logger) };
  const place = new MongoPlace({
    ...mongo,
    poolSize: POOL_SIZE,
    logger,
    prepare: async (db) => {
      await createAuditIndexes(db);
      await createAccessIndexes(db);
    },
  });
  return { audit: openMongoAuditLog(place), store: openMongoAccessStore(place) };
}
