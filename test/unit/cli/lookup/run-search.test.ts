import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { PassThrough } from 'node:stream';
import { runSearch } from '../../../../cli/lookup/run-search.js';

const NOTHING = { data: { search: { total: 0, edges: [], index: { asOf: null, authorities: [] } } } };

let server: Server;
let asked: { readonly variables: { readonly filter: unknown } }[];
beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push(JSON.parse(body) as (typeof asked)[number]);
      response.setHeader('content-type', 'application/json').end(JSON.stringify(NOTHING));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => void server.close());

async function search(options: { readonly kind?: string; readonly first?: number }) {
  const complaints: string[] = [];
  const gateway = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/graphql`;
  const exit = await runSearch({ words: '水', first: 20, gateway, ...options }, { output: new PassThrough(), complain: (line) => complaints.push(line), signal: new AbortController().signal });
  return { exit, complaints, filters: asked.map(({ variables }) => variables.filter) };
}

describe('ucat search', () => {
  test.each([['dataset', 'DATASET'], ['data-series', 'DATA_SERIES'], ['STANDARD', 'STANDARD']])('takes --kind %s for %s', async (kind, meant) => {
    expect(await search({ kind })).toEqual({ exit: 0, complaints: [], filters: [{ kinds: [meant] }] });
  });

  test('asks nothing where an option can not be used', async () => {
    expect(await search({ kind: 'table' })).toEqual({ exit: 2, complaints: ['--kind: expected one of DATASET, DATA_SERIES, DATA_SERVICE, STANDARD, ORGANIZATION, DATA_PRODUCT, USE_CASE, DEMAND, COMPUTE_FACILITY but got table.'], filters: [] });
    expect(await search({ first: Number('x') })).toEqual({ exit: 2, complaints: ['--first: expected a whole number from 1 to 100 but got what is no number.'], filters: [] });
  });
});
