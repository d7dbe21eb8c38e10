import { describe, expect, test } from '@jest/globals';
import type { DcatEntry } from '../../../../../../schema/formats/dcat-ap/read-records.js';
import { writeJsonLd } from '../../../../../../schema/formats/dcat-ap/write-json-ld.js';
import { writeTurtle } from '../../../../../../schema/formats/dcat-ap/write-turtle.js';
import type { ExportRecord } from '../../../../../../schema/formats/export-record.js';
import { readDcatAp } from '../../../../../../cli/import/formats/dcat-ap/read-dcat-ap.js';
import { publishedSeed } from '../../../../../support/published.js';

async function* bytesOf(chunks: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

async function readAll(bytes: AsyncIterable<Uint8Array>): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for await (const entry of readDcatAp()(bytes)) found.push(entry.ok ? entry.value : entry);
  return found;
}

const asInput = ({ version, ...record }: ExportRecord): unknown => record;
const recordsOf = (entries: readonly unknown[]) => new Map((entries as DcatEntry[]).map((entry) => [entry.identifier, entry.outcome === 'RECORD' ? { ...entry.record, links: entry.links, notes: entry.notes } : entry]));

describe('what was written is read again word for word', () => {
  const seed = publishedSeed();
  const expected = new Map(seed.map((record) => [record.id, { ...(asInput(record) as object), links: [], notes: [] }]));

  test('the seed as Turtle', async () => {
    const t = Date.now();
    const found = recordsOf(await readAll(bytesOf(writeTurtle(seed))));
    console.log(Date.now() - t);
    for (const [id, record] of expected) expect(found.get(id)).toEqual(record);
    expect(found.size).toBe(seed.length);
  });

  test('the seed as JSON-LD', async () => {
    const t = Date.now();
    const found = recordsOf(await readAll(bytesOf(writeJsonLd(seed))));
    console.log(Date.now() - t);
    for (const [id, record] of expected) expect(found.get(id)).toEqual(record);
    expect(found.size).toBe(seed.length);
  });
});
