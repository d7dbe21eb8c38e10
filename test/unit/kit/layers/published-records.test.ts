import { expect, test } from '@jest/globals';
import { IndexDoor } from '../../../../subgraphs/kit/layers/index-door.js';
import { PublishedRecords } from '../../../../subgraphs/kit/layers/published-records.js';
import { TransportFailure, type TransportAnswer, type TransportRequest } from '../../../../subgraphs/kit/transport/transport.js';

const asked: TransportRequest[] = [];
const doorOf = (send: (request: TransportRequest) => Promise<TransportAnswer>): IndexDoor => new IndexDoor({ searchUrl: 'http://index/graphql', send });
const answering = (answer: TransportAnswer): IndexDoor =>
  doorOf(async (request) => {
    asked.push(request);
    return answer;
  });
const reading = (answer: TransportAnswer): PublishedRecords => new PublishedRecords(answering(answer));
const record = { id: 'SHDE-DP-0000000001-W', version: 1, document: '{}', asOf: null };

test('asks the index once for all names, as one that only the index may read', async () => {
  const records = reading({ data: { bearers: [[record], []] } });
  expect(await records.bearers('DATA_PRODUCT', 'link', ['a', 'b'])).toEqual([[record], []]);
  expect(asked.at(-1)).toMatchObject({ url: 'http://index/graphql', audience: ['search'], variables: { kind: 'DATA_PRODUCT', key: 'link', values: ['a', 'b'] } });
});

test('a record that was withdrawn is none', async () => {
  expect(await reading({ data: { copies: [{ version: 1, document: '{}', asOf: null }, { version: 2, document: null, asOf: null }, null] } }).loader((one) => one).loadMany(['a', 'b', 'c'])).toEqual([{ id: 'a', version: 1, document: '{}', asOf: null }, null, null]);
});

test('an index that does not answer is away, until it answers again', async () => {
  let isAway = true;
  const index = doorOf(async () => {
    if (isAway) throw new TransportFailure('refused');
    return { data: { bearers: [[]] } };
  });
  const records = new PublishedRecords(index);
  await expect(records.bearers('DATA_PRODUCT', 'link', ['a'])).rejects.toMatchObject({ extensions: { code: 'INDEX_UNAVAILABLE', retryable: true, reason: 'TransportFailure' } });
  expect(index.reachable).toBe(false);
  isAway = false;
  await records.bearers('DATA_PRODUCT', 'link', ['a']);
  expect(index.reachable).toBe(true);
});

test.each<[string, TransportAnswer, string]>([
  ['finds something wrong with itself', { data: null, errors: [{ message: 'no', extensions: { code: 'INTERNAL' } }] }, 'INDEX_UNAVAILABLE'],
  ['answers fewer than were asked', { data: { bearers: [[]] } }, 'INDEX_UNAVAILABLE'],
  ['can not be asked so', { data: null, errors: [{ message: 'too long', extensions: { code: 'BAD_INPUT' } }] }, 'BAD_INPUT'],
  ['does not know who asks', { errors: [{ message: 'who', extensions: { code: 'UNAUTHENTICATED' } }] }, 'UNAUTHENTICATED'],
  ['is not for who asks', { errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }] }, 'FORBIDDEN'],
])('an index that %s is there all the same', async (_, answer, code) => {
  const index = answering(answer);
  await expect(new PublishedRecords(index).bearers('DATA_PRODUCT', 'link', ['a', 'b'])).rejects.toMatchObject({ extensions: { code } });
  expect(index.reachable).toBe(true);
});

test('an answer may be null, and is an error only where one stands beside it', async () => {
  const question = { field: 'arrivals', query: '{ arrivals(demand: "a") { cursor } }', variables: {} };
  expect(await answering({ data: { arrivals: null } }).ask(question)).toBeNull();
  await expect(answering({ data: { arrivals: null }, errors: [{ message: 'no', extensions: { code: 'BAD_CURSOR' } }] }).ask(question)).rejects.toMatchObject({ extensions: { code: 'BAD_CURSOR' } });
  await expect(answering({}).ask(question)).rejects.toMatchObject({ extensions: { code: 'INDEX_UNAVAILABLE' } });
});
