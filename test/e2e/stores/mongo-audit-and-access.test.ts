import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { openMongoAccessStore, createAccessIndexes } from '../../../subgraphs/catalog/access/mongo-access-store.js';
import { auditProblem, EMPTY_AUDIT } from '../../../subgraphs/kit/audit/audit-log.js';
import { createAuditIndexes, openMongoAuditLog } from '../../../subgraphs/kit/audit/mongo-audit-log.js';
import { MongoPlace } from '../../../subgraphs/kit/mongo/mongo-place.js';
import { accessStoreCases } from '../../cases/access-store.cases.js';
import { auditLogCases } from '../../cases/audit-log.cases.js';
import { describeWithMongo, freshDatabase } from '../../support/mongo.js';

const logger = pino({ level: 'silent' });

function place() {
  const { uri, name, drop } = freshDatabase();
  const connect = (prepare: (db: Parameters<typeof createAuditIndexes>[0]) => Promise<void>): MongoPlace => new MongoPlace({ uri, database: name, timeoutMillis: 10_000, poolSize: 2, logger, prepare });
  return { openAudit: () => openMongoAuditLog(connect(createAuditIndexes)), openAccess: () => openMongoAccessStore(connect(createAccessIndexes)), remove: drop };
}

describeWithMongo('an audit log in MongoDB', () => {
  auditLogCases(() => {
    const { openAudit, remove } = place();
    return { open: openAudit, remove };
  });

  test('of several processes has no gap', async () => {
    const { openAudit, remove } = place();
    const logs = [openAudit(), openAudit(), openAudit()];
    await Promise.all(Array.from({ length: 12 }, async (_, index) => logs[index % 3]?.append({ actor: String(index), act: 'PUBLISH', subject: '310000', details: {} })));
    let head = EMPTY_AUDIT;
    for (const entry of (await logs[0]?.page(0, 100)) ?? []) {
      expect(auditProblem(head, entry)).toBeNull();
      head = entry;
    }
    expect(head.seq).toBe(12);
    await Promise.all(logs.map(async (log) => log.close()));
    await remove();
  });
});

describeWithMongo('an access store in MongoDB', () => {
  accessStoreCases(() => {
    const { openAccess, remove } = place();
    return { open: openAccess, remove };
  });
});
