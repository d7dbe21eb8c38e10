import { expect, test } from '@jest/globals';
import { askService } from '../../../../gateway/services/ask-service.js';
import type { TransportRequest } from '../../../../subgraphs/kit/transport/transport.js';

/** Asks a service that tells how long it was given, in a request whose time is over in so many milliseconds. */
async function timeGiven(timeoutMillis: number, left?: number): Promise<readonly (number | undefined)[]> {
  const asked: TransportRequest[] = [];
  const context = left === undefined ? {} : { deadline: performance.now() + left };
  const send = async (request: TransportRequest) => (asked.push(request), { data: {} });
  await askService({ name: 'search', url: 'http://search/graphql', send, timeoutMillis }, { request: { query: '{ a }' }, context } as never).catch((error: unknown) => expect(error).toMatchObject({ name: 'TransportFailure' }));
  return asked.map((request) => request.timeoutMillis);
}

test('a service has its own time, or what the request has left, whichever is less', async () => {
  expect(await timeGiven(5_000)).toEqual([5_000]);
  expect(await timeGiven(5_000, 60_000)).toEqual([5_000]);
  const [given = NaN] = await timeGiven(5_000, 900);
  expect(given).toBeGreaterThan(0);
  expect(given).toBeLessThanOrEqual(900);
});

test('nobody is asked when the time is over', async () => {
  expect(await timeGiven(5_000, 0)).toEqual([]);
  expect(await timeGiven(5_000, -1)).toEqual([]);
});
