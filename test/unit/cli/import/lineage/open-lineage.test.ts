import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLineage } from '../../../../../cli/import/lineage/open-lineage.js';
import type { ExportRecord } from '../../../../../schema/formats/export-record.js';
import { formatId } from '../../../../../schema/ids.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-lineage-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const id = (serial: number): string => formatId('310000', 'DATASET', serial);
const record = (serial: number, more: object = {}): ExportRecord => ({ id: id(serial), kind: 'DATASET', sources: [{ system: 's', identifier: `t${String(serial)}` }], ...more }) as unknown as ExportRecord;

test('a public record names no source that is for the office alone, by whatever name that comes; one of the office does', async () => {
  const file = join(folder, 'events.ndjson');
  const table = (name: string) => ({ namespace: 's', name });
  writeFileSync(file, [1, 4].map((output) => JSON.stringify({ job: {}, inputs: [table('t2'), table('t3'), table(`urn:ucat:id:${id(2)}`)], outputs: [table(`t${String(output)}`)] })).join('\n'));
  const { entries, mapping } = openLineage({ file, format: 'openlineage', async *records() { yield* [record(1), record(2, { audience: 'OWNER' }), record(3), record(4, { audience: 'OWNER' })]; } });
  const mapped = [];
  for await (const entry of entries) if (entry.ok) mapped.push(mapping(entry.value));
  expect(mapped).toMatchObject([
    { record: { id: id(1), derivedFrom: [id(3)] }, notes: ['derivedFrom: it was made from what not all who may know of it may know of, which was left out'] },
    { record: { id: id(4), audience: 'OWNER', derivedFrom: [id(2), id(3)] }, notes: [] },
  ]);
});
