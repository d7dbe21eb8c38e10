import { expect, test } from '@jest/globals';
import { PublishedRecords } from '../../../../subgraphs/kit/layers/published-records.js';
import { TransportFailure, type TransportAnswer, type TransportRequest } from '../../../../subgraphs/kit/transport/transport.js';

const asked: TransportRequest[] = [];
const reading = (answer: TransportAnswer): PublishedRecords =>
  new PublishedRecords({
    searchUrl: 'http://index/graphql',
    send: async (request) => {
      asked.push(request);
      return answer;
    },
  });
const record = { id: 'SHDE-DP-0000000001-W', version: 1, document: '{}', asOf: null };

test('asks the index once for all names, as one that only the index may read', async () => {
  const records = reading({ data: { bearers: [[record], []] } });
  expect(await records.bearers('DATA_PRODUCT', 'link', ['a', 'b'])).toEqual([[record], []]);
  expect(asked.at(-1)).toMatchObject({ url: 'http://index/graphql', audience: ['search'], variables: { kind: 'DATA_PRODUCT', key: 'link', values: ['a', 'b'] } });
});

test('a record that was withdrawn is none', async () => {
  expect(await reading({ data: { copies: [{ version: 1, document: '{}', asOf: null }, { version: 2, document: null, asOf: null }, null] } }).byId(['a', 'b', 'c'])).toEqual([{ id: 'a', version: 1, document: '{}', asOf: null }, null, null]);
});

test('an index that does not answer is away, until it answers again', async () => {
  let isAway = true;
  const records = new PublishedRecords({
    searchUrl: 'http://index/graphql',
    send: async () => {
      if (isAway) throw new TransportFailure('refused');
      return { data: { bearers: [[]] } };
    },
  });
  await expect(records.bearers('DATA_PRODUCT', 'link', ['a'])).rejects.toMatchObject({ extensions: { code: 'INDEX_UNAVAILABLE', retryable: true, reason: 'TransportFailure' } });
  expect(records.reachable).toBe(false);
  isAway = false;
  await records.bearers('DATA_PRODUCT', 'link', ['a']);
  expect(records.reachable).toBe(true);
});

test.each<[string, TransportAnswer, string]>([
  ['finds something wrong with itself', { data: null, errors: [{ message: 'no', extensions: { code: 'INTERNAL' } }] }, 'INDEX_UNAVAILABLE'],
  ['answers fewer than were asked', { data: { bearers: [[]] } }, 'INDEX_UNAVAILABLE'],
  ['can not be asked so', { data: null, errors: [{ message: 'too long', extensions: { code: 'BAD_INPUT' } }] }, 'BAD_INPUT'],
  ['does not know who asks', { errors: [{ message: 'who', extensions: { code: 'UNAUTHENTICATED' } }] }, 'UNAUTHENTICATED'],
  ['is not for who asks', { errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }] }, 'FORBIDDEN'],
])('an index that %s is there all the same', async (_, answer, code) => {
  const records = reading(answer);
  await expect(records.bearers('DATA_PRODUCT', 'link', ['a', 'b'])).rejects.toMatchObject({ extensions: { code } });
  expect(records.reachable).toBe(true);
});
