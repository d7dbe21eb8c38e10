import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeenFile } from '../../../../../subgraphs/kit/identity/calls/seen-file.js';
import { SeenTokens } from '../../../../../subgraphs/kit/identity/calls/seen-tokens.js';

const NOW = 1_800_000_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-seen-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('knows after a start what was taken before it, and not what nobody took', () => {
  const before = new SeenTokens(new SeenFile(folder));
  expect([before.take('a', NOW + 40, NOW), before.take('b', NOW + 41, NOW), before.take('a', NOW + 40, NOW)]).toEqual([true, true, false]);
  const after = new SeenTokens(new SeenFile(folder));
  expect([after.take('a', NOW + 40, NOW + 5), after.take('b', NOW + 41, NOW + 5), after.take('c', NOW + 40, NOW + 5)]).toEqual([false, false, true]);
});

test('passes over the half of a line that a process left which was ended', () => {
  new SeenFile(folder).add({ id: 'a', end: NOW + 40 }, NOW);
  appendFileSync(join(folder, readdirSync(folder)[0] as string), '18000');
  expect(new SeenFile(folder).read()).toEqual([{ id: 'a', end: NOW + 40 }]);
});

test('keeps as long as any token is good, and no longer', () => {
  const file = new SeenFile(folder);
  for (let second = 0; second < 1_000; second += 10) file.add({ id: String(second), end: NOW + second + 120 }, NOW + second);
  const kept = new Set(file.read().map(({ id }) => Number(id)));
  expect([kept.has(0), kept.has(990), kept.has(880), readdirSync(folder).length]).toEqual([false, true, true, 2]);
});

test('tells where nothing can be written, and refuses the token all the same until the end', () => {
  const file = new SeenFile(folder);
  rmSync(folder, { recursive: true });
  const told: unknown[] = [];
  const seen = new SeenTokens({ read: () => [], add: (token, now) => file.add(token, now) }, (error) => told.push(error));
  expect([seen.take('a', NOW + 40, NOW), seen.take('a', NOW + 40, NOW), told.length]).toEqual([true, false, 1]);
  new SeenFile(folder);
});
