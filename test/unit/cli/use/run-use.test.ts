import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runUse, type UseRequest } from '../../../../cli/use/run-use.js';
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

async function ask(more: Partial<UseRequest>) {
  let shown = '';
  const complaints: string[] = [];
  const url = `http://127.0.0.1:${String((gateway.address() as AddressInfo).port)}/graphql`;
  const exit = await runUse({ question: 'arrivals', id: DEMAND, gateway: url, ...more }, { output: { write: (text: string) => (shown += text) } as never, complain: (text) => complaints.push(text), signal: new AbortController().signal });
  return { exit, shown, complaints };
}

const page = (title: string, cursor: string, isBehind: boolean) => ({ data: { found: { arrivals: { matches: [{ score: 1, reasons: [], dataset: { id: 'd', title, owner: null }, demand: null }], cursor, isBehind } } } });

test('the place of what has come is kept when it was shown: what a failure keeps from being shown is news once more', async () => {
  const place = join(folder, 'place');
  answers = [page('one', 'c1', true), { data: null, errors: [{ message: 'no', extensions: { code: 'BAD_CURSOR' } }] }];
  expect([await ask({ place }), existsSync(place)]).toMatchObject([{ exit: 2, shown: '' }, false]);
  answers = [page('one', 'c1', true), page('two', 'c2', false)];
  expect(await ask({ place })).toMatchObject({ exit: 0, shown: expect.stringMatching(/one[^]*two/) });
  expect(readFileSync(place, 'utf8')).toBe('c2\n');
});

test('that there is no such record is another thing than that there is nothing to show of it', async () => {
  answers = [{ data: { found: null } }, { data: { found: { matches: null } } }, { data: { found: { matches: [] } } }, { data: { found: null } }];
  const none = { exit: 1, shown: '', complaints: [`There is no Demand ${DEMAND} in the national index.`] };
  expect([await ask({ question: 'matches' }), await ask({ question: 'matches' })]).toEqual([none, none]);
  expect(await ask({ question: 'matches' })).toEqual({ exit: 1, shown: '', complaints: [`Nothing matches ${DEMAND}.`] });
  expect(await ask({ place: join(folder, 'none') })).toEqual(none);
});

test('a file that holds something else is named, with what to do', async () => {
  const place = join(folder, 'place');
  writeFileSync(place, 'my notes');
  answers = [{ data: null, errors: [{ message: 'no', extensions: { code: 'BAD_CURSOR' } }] }];
  const complaint = `--place: expected what this command has kept but ${place} holds no place in the logs. Remove it to begin at their ends.`;
  expect(await ask({ place })).toEqual({ exit: 2, shown: '', complaints: [complaint] });
  expect(readFileSync(place, 'utf8')).toBe('my notes');
});
