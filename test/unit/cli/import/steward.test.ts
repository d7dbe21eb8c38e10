import { describe, expect, test } from '@jest/globals';
import { NodeRefused } from '../../../../cli/import/patient-client.js';
import { createSteward } from '../../../../cli/import/steward.js';
import { listen } from '../../../../subgraphs/kit/http-server.js';
import { createHttpTransport } from '../../../../subgraphs/kit/transport/http-transport.js';
import { TransportFailure, type Transport, type TransportAnswer } from '../../../../subgraphs/kit/transport/transport.js';

const result = (index: number) => ({ index, outcome: 'CREATED', id: `id-${String(index)}`, problems: [] });
const answer = (...indexes: readonly number[]): TransportAnswer => ({ data: { upsertRecords: indexes.map(result) } });
const refused = (code: string, more: object = {}): TransportAnswer => ({ data: null, errors: [{ message: `no: ${code}`, extensions: { code, ...more } }] });
const record = { kind: 'DATASET' };

/** A transport that gives these answers one after the other, and how often it was asked. */
function answering(...answers: readonly (TransportAnswer | Error)[]) {
  const state = { asked: 0, headers: undefined as unknown };
  const send: Transport = async ({ headers }) => {
    const next = answers[Math.min(state.asked, answers.length - 1)];
    state.asked += 1;
    state.headers = headers;
    if (next instanceof Error) throw next;
    return next!;
  };
  return { state, publish: createSteward({ url: 'http://node.example/graphql', send, token: 't', attempts: 3, firstDelayMillis: 1 }) };
}

describe('createSteward', () => {
  test('gives results in the order of the records, whatever the order of the answer', async () => {
    const { publish, state } = answering(answer(1, 0));
    expect((await publish([record, record])).map(({ id }) => id)).toEqual(['id-0', 'id-1']);
    expect(state).toEqual({ asked: 1, headers: { authorization: 'Bearer t' } });
  });

  test.each([
    ['no answer', new TransportFailure('refused')],
    ['a store that is away', refused('STORE_UNAVAILABLE')],
    ['an error that says so', refused('INTERNAL', { retryable: true })],
  ])('tries again after %s', async (_, failure) => {
    const { publish, state } = answering(failure, failure, answer(0));
    expect(await publish([record])).toHaveLength(1);
    expect(state.asked).toBe(3);
  });

  test('gives up after its attempts with the last failure', async () => {
    const { publish, state } = answering(new TransportFailure('refused'));
    await expect(publish([record])).rejects.toThrow(new TransportFailure('refused'));
    expect(state.asked).toBe(3);
  });

  test.each([
    ['a wrong token', refused('UNAUTHENTICATED')],
    ['a schema that has no such mutation', refused('GRAPHQL_VALIDATION_FAILED')],
    ['an error of its own', refused('INTERNAL')],
  ])('asks once where the node refuses: %s', async (_, failure) => {
    const { publish, state } = answering(failure);
    await expect(publish([record])).rejects.toThrow(NodeRefused);
    expect(state.asked).toBe(1);
  });

  test.each([
    ['too few', answer(0)],
    ['too many', answer(0, 1, 2)],
    ['the same twice', answer(0, 0)],
  ])('takes no answer with %s results', async (_, wrong) => {
    await expect(answering(wrong).publish([record, record])).rejects.toThrow(/results for 2 records: is it a catalog node\?/);
  });

  test('a request that takes too long is given up, and tried again', async () => {
    let asked = 0;
    const server = await listen(() => void (asked += 1), { port: 0, stopGracePeriodMillis: 0 });
    const http = createHttpTransport();
    const publish = createSteward({ url: server.url, send: http.send, attempts: 2, firstDelayMillis: 1, timeoutMillis: 50 });
    await expect(publish([record])).rejects.toThrow('did not answer within 50 ms');
    expect(asked).toBe(2);
    await http.close();
    await server.close();
  });
});
