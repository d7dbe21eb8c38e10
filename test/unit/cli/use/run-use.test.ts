import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runUse } from '../../../../cli/use/run-use.js';
import { formatId } from '../../../../schema/ids.js';

const DEMAND = formatId('310000', 'DEMAND', 1);

let folder: string;
let gateway: Server;
let answers: object[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-use-'));
  answers = [];
  gateway = createServer((message, response) => {
    message.resume().on('end', () => response.setHeader('content-type', 'application/json').end(JSON.stringify(answers.shift())));
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await new Promise((resolve) => gateway.close(resolve));
  rmSync(folder, { recursive: true });
});

const page = (title: string, cursor: string, isBehind: boolean) => ({ data: { found: { arrivals: { matches: [{ score: 1, reasons: [], dataset: { id: 'd', title, owner: null }, demand: null }], cursor, isBehind } } } });

test('the place of what has come is kept when it was shown: what a failure keeps from being shown is news once more', async () => {
  const place = join(folder, 'place');
  let shown = '';
  const news = () => runUse({ question: 'arrivals', id: DEMAND, gateway: `http://127.0.0.1:${String((gateway.address() as AddressInfo).port)}/graphql`, place }, { output: { write: (text: string) => (shown += text) } as never, complain: () => undefined, signal: new AbortController().signal });
  answers = [page('one', 'c1', true), { data: null, errors: [{ message: 'no', extensions: { code: 'BAD_CURSOR' } }] }];
  expect([await news(), shown, existsSync(place)]).toEqual([2, '', false]);
  answers = [page('one', 'c1', true), page('two', 'c2', false)];
  expect(await news()).toBe(0);
  expect(shown).toMatch(/one[^]*two/);
  expect(readFileSync(place, 'utf8')).toBe('c2\n');
});
