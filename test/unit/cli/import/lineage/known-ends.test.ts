import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { KnownEnds } from '../../../../../cli/import/lineage/known-ends.js';
import { LineageClaims } from '../../../../../cli/import/lineage/lineage-claims.js';
import { formatId } from '../../../../../schema/ids.js';
import type { ExportRecord } from '../../../../../schema/formats/export-record.js';

const id = (serial: number): string => formatId('310000', 'DATASET', serial);
const record = (serial: number, ...sources: readonly (readonly [string, string])[]): ExportRecord => ({ id: id(serial), kind: 'DATASET', sources: sources.map(([system, identifier]) => ({ system, identifier })) }) as unknown as ExportRecord;
const end = (identifier: string, system?: string) => ({ label: `${system ?? ''} ${identifier}`, names: [{ identifier, system }] });

function known(ends: readonly ReturnType<typeof end>[], ...records: readonly ExportRecord[]): KnownEnds {
  const claims = new LineageClaims();
  for (const one of ends) claims.add(one, [], 1);
  const found = new KnownEnds(claims.all);
  for (const one of records) found.see(one);
  return found;
}

test('a dataset is known by its source, in its system where that is said, else in any', () => {
  const ends = [end('t', 's'), end('t', 'other'), end('t'), end('u')];
  expect(ends.map((one) => known(ends, record(1, ['s', 't']), record(2, ['s', 'u'])).idOf(one))).toEqual([id(1), null, id(1), id(2)]);
});

test('a name that two records bear names neither', () => {
  const ends = [end('t'), end('t', 's')];
  expect(ends.map((one) => known(ends, record(1, ['s', 't']), record(2, ['r', 't'])).idOf(one))).toEqual([null, id(1)]);
});

test('a name that ends with an id of a dataset is that one, on whatever node; a source goes before it', () => {
  const elsewhere = formatId('MEE', 'DATASET', 5);
  const ends = [end(`urn:ucat:id:${elsewhere}`), end(`https://x.example/id/${id(1)}`), end(formatId('MEE', 'ORGANIZATION', 5))];
  expect(ends.map((one) => known(ends, record(1), record(2, ['s', `https://x.example/id/${id(1)}`])).idOf(one))).toEqual([elsewhere, id(2), null]);
});

test('no record is kept that nothing names, in whatever order records come', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([1, 2, 3, 4], { minLength: 4 }), (order) => {
      const found = known([end('t2', 's'), end(id(3))], ...order.map((serial) => record(serial, ['s', `t${String(serial)}`])));
      expect([1, 2, 3, 4].filter((serial) => found.record(id(serial)))).toEqual([2, 3]);
      expect([found.idOf(end('t2', 's')), found.idOf(end(id(3)))]).toEqual([id(2), id(3)]);
    }),
  );
});
