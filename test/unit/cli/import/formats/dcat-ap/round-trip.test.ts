import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mapDcatEntry } from '../../../../../../cli/import/formats/dcat-ap/dcat-ap-profile.js';
import { readDcatAp } from '../../../../../../cli/import/formats/dcat-ap/read-dcat-ap.js';
import type { DcatEntry } from '../../../../../../schema/formats/dcat-ap/read-records.js';
import { writeJsonLd } from '../../../../../../schema/formats/dcat-ap/write-json-ld.js';
import { writeRdfXml } from '../../../../../../schema/formats/dcat-ap/write-rdf-xml.js';
import { writeTurtle } from '../../../../../../schema/formats/dcat-ap/write-turtle.js';
import { isDcatRecord, type ExportRecord } from '../../../../../../schema/formats/export-record.js';
import type { Records } from '../../../../../../schema/formats/linked.js';
import { LocalNode } from '../../../../../support/local-node.js';
import { COLLECTIONS, nodeOfCollection } from '../../../../../support/published-collections.js';
import { published, publishedSeed } from '../../../../../support/published.js';
import { anyRecord } from '../../../../../support/record-arbitraries.js';
import { describeWithShared } from '../../../../../support/shared-data.js';

const WRITERS = { Turtle: writeTurtle, 'JSON-LD': writeJsonLd, 'RDF/XML': writeRdfXml } as const;

async function* bytesOf(chunks: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

const read = (write: (records: Records) => AsyncIterable<string>, records: Records) => readDcatAp()(bytesOf(write(records)));

/** What is read, by what it is known by; whatever is no record as it is. */
async function readAll(write: (records: Records) => AsyncIterable<string>, records: Records): Promise<ReadonlyMap<unknown, unknown>> {
  const found = new Map<unknown, unknown>();
  for await (const entry of read(write, records)) {
    const value = entry.ok ? (entry.value as unknown as DcatEntry) : undefined;
    if (value?.outcome === 'SKIPPED') continue;
    found.set(value?.identifier, value?.outcome === 'RECORD' ? { ...value.record, links: value.links, notes: value.notes } : entry);
  }
  return found;
}

const asRead = (record: ExportRecord): object => ({ ...Object.fromEntries(Object.entries(record).filter(([field]) => field !== 'version')), links: [], notes: [] });

describe.each(Object.entries(WRITERS))('what is written as %s is read again word for word', (_, write) => {
  test('the seed', async () => {
    const seed = publishedSeed().filter(isDcatRecord);
    const found = await readAll(write, seed);
    expect(found.size).toBe(seed.length);
    for (const record of seed) expect(found.get(record.id)).toEqual(asRead(record));
  });

  test('any record that a node takes', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecord, async (input) => {
        const record = published(input);
        expect(await readAll(write, [record])).toEqual(new Map([[record.id, asRead(record)]]));
      }),
      { numRuns: Number(process.env['RUNS'] ?? 150) },
    );
  });
});

describeWithShared('at a node that holds a real collection', 'data', () => {
  test.each(COLLECTIONS)('%s: importing its own export changes nothing', async (name) => {
    const node = await nodeOfCollection(name);
    const records = await node.records();
    for (const write of Object.values(WRITERS)) {
      expect(await node.import({ entries: read(write, records), mapping: mapDcatEntry })).toMatchObject({ report: { entries: records.length, unchanged: records.length }, rejections: [] });
    }
    await node.close();
  }, 120_000);
});

test('at a node, importing its own export changes nothing', async () => {
  const node = new LocalNode([...new Set(publishedSeed().filter(isDcatRecord).map(({ id }) => id.slice(0, id.indexOf('-'))))]);
  const seed = publishedSeed().filter(isDcatRecord);
  const first = await node.import({ entries: read(writeTurtle, seed), mapping: mapDcatEntry });
  expect(first).toMatchObject({ report: { created: seed.length, rejected: 0 }, rejections: [] });
  for (const write of Object.values(WRITERS)) {
    const again = await node.import({ entries: read(write, await node.records()), mapping: mapDcatEntry });
    expect(again).toMatchObject({ report: { entries: seed.length, unchanged: seed.length }, rejections: [] });
  }
  await node.close();
}, 60_000);
