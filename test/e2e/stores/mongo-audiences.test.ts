import { pino } from 'pino';
import { openMongoRecordStore } from '../../../subgraphs/catalog/stores/mongo-record-store.js';
import { audiencePropertyCases } from '../../cases/audience-properties.cases.js';
import { audienceCases } from '../../cases/audiences.cases.js';
import { A, type AudiencePlace } from '../../support/audience-node.js';
import { describeWithMongo, freshDatabase } from '../../support/mongo.js';

function place(): AudiencePlace {
  const { uri, name, drop } = freshDatabase();
  return { store: openMongoRecordStore({ uri, database: name, timeoutMillis: 10_000, poolSize: 5, authorities: [A], logger: pino({ level: 'silent' }) }), remove: drop };
}

describeWithMongo('MongoDB', () => {
  audienceCases('MongoDB', place);
  // Each sequence has databases of its own.
  audiencePropertyCases('MongoDB', place, { numRuns: 10 });
});
