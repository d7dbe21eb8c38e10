import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tmpdir } from 'node:os';
import { runVerify } from '../../../../cli/verify/run-verify.js';
import { listen, readBody, sendJson, type HttpServer } from '../../../../subgraphs/kit/http-server.js';

/* An endpoint that tells of a record, and refuses to tell of keys for the reason that a test gives. */

const ID = '310000-DS-0000000001-8';
let server: HttpServer;
let refusal: string;
let withdrawn = false;

beforeAll(async () => {
  server = await listen(
    async (request, response) => {
      const { query } = JSON.parse((await readBody(request, 10_000)).toString()) as { readonly query: string };
      if (query.includes('authority(')) sendJson(response, 200, { errors: [{ message: `no key: ${refusal}`, extensions: { code: refusal } }] });
      else if (withdrawn) sendJson(response, 200, { data: { record: null }, errors: [{ message: `${ID} was withdrawn: 重复登记.`, extensions: { code: 'RECORD_RETIRED' } }] });
      else sendJson(response, 200, { data: { record: { id: ID, provenance: {} } } });
    },
    { port: 0 },
  );
});
afterAll(async () => server.close());

async function verify(registry?: string, what = ID): Promise<{ readonly code: number; readonly said: string }> {
  const said: string[] = [];
  const say = (text: string): void => void said.push(text);
  const code = await runVerify({ what, gateway: server.url, ...(registry !== undefined && { registry }) }, { print: say, complain: say, signal: new AbortController().signal });
  return { code, said: said.join('\n') };
}

test.each(['GRAPHQL_VALIDATION_FAILED', 'FIELD_NOT_SUPPORTED'])('where there is no registry (%s), the record is looked at without a key', async (code) => {
  refusal = code;
  expect(await verify()).toMatchObject({ code: 1, said: expect.stringContaining(`${ID} is not proved.`) });
});

test('a folder in the place of a bundle is told as what it is', async () => {
  expect(await verify(undefined, tmpdir())).toMatchObject({ code: 2, said: expect.stringContaining(`Expected an id or the file of a bundle, but ${tmpdir()} could not be read: EISDIR`) });
});

test.each(['UNAUTHENTICATED', 'INTERNAL', 'SUBGRAPH_UNAVAILABLE'])('a registry that refused the key (%s) leaves the record unlooked at', async (code) => {
  refusal = code;
  expect(await verify()).toMatchObject({ code: 2, said: expect.stringContaining(`no key: ${code}`) });
});

test('so does one that does not answer', async () => {
  expect(await verify('http://127.0.0.1:1/graphql')).toMatchObject({ code: 2, said: expect.stringContaining('http://127.0.0.1:1/graphql') });
});

test('a record that was withdrawn is said to be withdrawn, not refused', async () => {
  withdrawn = true;
  expect(await verify()).toEqual({ code: 2, said: `${ID} was withdrawn: 重复登记. There is no text of it left to verify; its history(id) stays.` });
  withdrawn = false;
});
