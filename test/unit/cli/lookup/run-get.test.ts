import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { runGet } from '../../../../cli/lookup/run-get.js';

let server: Server;
let code: string;
beforeEach(async () => {
  server = createServer((_, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: { record: null }, errors: [{ message: 'It is so.', extensions: { code } }] })));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => void server.close());

async function get() {
  const complaints: string[] = [];
  const gateway = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/graphql`;
  const exit = await runGet({ id: '310000-DS-0000000001-8', gateway, format: 'json' }, { output: new PassThrough(), complain: (text) => complaints.push(text), signal: new AbortController().signal });
  return { exit, complaints };
}

describe('ucat get', () => {
  test.each(['UNKNOWN_AUTHORITY', 'RECORD_NOT_FOUND', 'RECORD_RETIRED'])('takes %s as an answer, and prints nothing but it', async (answered) => {
    code = answered;
    expect(await get()).toEqual({ exit: 1, complaints: ['It is so.'] });
  });

  test('takes what says nothing of the record for none', async () => {
    code = 'INTERNAL';
    expect(await get()).toEqual({ exit: 2, complaints: [expect.stringMatching(/ refused: It is so\.$/)] });
  });

  test.each(['json', 'schema-org', 'turtle'])('writes no half of a data product as %s', async (format) => {
    const complaints: string[] = [];
    const exit = await runGet({ id: 'SHDE-DP-0000000001-W', gateway: 'http://127.0.0.1:9/graphql', format }, { output: new PassThrough(), complain: (text) => complaints.push(text), signal: new AbortController().signal });
    expect({ exit, complaints }).toEqual({ exit: 2, complaints: [expect.stringContaining(`--format: expected text for a data product but got ${format}`)] });
  });
});
