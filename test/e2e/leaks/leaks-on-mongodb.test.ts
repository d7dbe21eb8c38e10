import { afterAll } from '@jest/globals';
import { describeWithMongo, freshDatabase, type FreshDatabase } from '../../support/mongo.js';
import { leakMatrix } from './leak-matrix.js';

/* The same over nodes whose store is a MongoDB server: each nation's node has a database of its own. */

describeWithMongo('on MongoDB', () => {
  const databases: FreshDatabase[] = [];
  leakMatrix({
    cases: Number(process.env['LEAK_CASES'] ?? 2_000),
    storeOf: () => {
      const database = freshDatabase();
      databases.push(database);
      return { MONGODB_URI: database.uri, MONGODB_DATABASE: database.name };
    },
  });
  // Behind that of the matrix, which closes the nodes.
  afterAll(async () => Promise.all(databases.map(async (database) => database.drop())));
});
