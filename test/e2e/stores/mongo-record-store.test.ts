import { pino } from 'pino';
import { openMongoRecordStore } from '../../../subgraphs/catalog/stores/mongo-record-store.js';
import { recordStoreCases } from '../../cases/record-store.cases.js';
import { describeWithMongo, freshDatabase } from '../../support/mongo.js';

const logger = pino({ level: 'silent' });
const settings = { timeoutMillis: 10_000, poolSize: 20, authorities: ['310000', 'MEE'], logger };

describeWithMongo('MongoDB', () => {
  recordStoreCases('MongoDB', { shared: true }, async () => {
    const { uri, name, drop } = freshDatabase();
    return { open: async () => openMongoRecordStore({ uri, database: name, ...settings }), remove: drop };
  });
});
