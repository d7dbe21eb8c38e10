import { describe, expect, test } from '@jest/globals';
import { withoutPassword } from '../../../../subgraphs/kit/mongo/config.js';

describe('a connection string that is shown', () => {
  test.each([
    ['a user', 'mongodb://u:s%40cret@one,two/db?replicaSet=rs0', 'mongodb://…@one,two/db?replicaSet=rs0'],
    ['the password of a key', 'mongodb://one/?tls=true&tlsCertificateKeyFilePassword=secret&w=1', 'mongodb://one/?tls=true&tlsCertificateKeyFilePassword=…&w=1'],
    ['a session token', 'mongodb://one/?authMechanismProperties=AWS_SESSION_TOKEN:secret', 'mongodb://one/?authMechanismProperties=…'],
    ['no secret', 'mongodb://one:27017/db', 'mongodb://one:27017/db'],
  ])('says nothing secret of one with %s', (_, uri, shown) => {
    expect(withoutPassword(uri)).toBe(shown);
  });
});
