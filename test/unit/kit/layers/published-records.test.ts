import { expect, test } from '@jest/globals';
import { PublishedRecords } from '../../../../subgraphs/kit/layers/published-records.js';
import type { TransportAnswer, TransportRequest } from '../../../../subgraphs/kit/transport/transport.js';

const asked: TransportRequest[] = [];
const reading = (answer: TransportAnswer | Error): PublishedRecords =>
  new PublishedRecords({
    searchUrl: 'http://index/graphql',
    send: async (request) => {
      asked.push(request);
      if (answer instanceof Error) throw answer;
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

test.each<[string, TransportAnswer | Error]>([
  ['does not answer', new Error('refused')],
  ['refuses', { data: null, errors: [{ message: 'no' }] }],
  ['answers fewer than were asked', { data: { bearers: [[]] } }],
])('an index that %s is not available, and that is told', async (_, answer) => {
  const records = reading(answer);
  await expect(records.bearers('DATA_PRODUCT', 'link', ['a', 'b'])).rejects.toMatchObject({ extensions: { code: 'INDEX_UNAVAILABLE', retryable: true } });
  expect(records.reachable).toBe(false);
});
