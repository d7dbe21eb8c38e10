import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readDcatAp } from '../../../../../../cli/import/formats/dcat-ap/read-dcat-ap.js';
import { writeJsonLd } from '../../../../../../schema/formats/dcat-ap/write-json-ld.js';
import { writeRdfXml } from '../../../../../../schema/formats/dcat-ap/write-rdf-xml.js';
import { writeTurtle } from '../../../../../../schema/formats/dcat-ap/write-turtle.js';
import { mutate } from '../../../../../support/mutate.js';
import { publishedSeed, textOf } from '../../../../../support/published.js';
import { bytesOf } from './read.js';

/* Whatever became of a file, reading it ends, and gives entries: records, or what is wrong and where. */

const RUNS = Number(process.env['MUTATIONS'] ?? 150);
const WRITERS = { Turtle: writeTurtle, 'JSON-LD': writeJsonLd, 'RDF/XML': writeRdfXml } as const;

describe.each(Object.entries(WRITERS))('mutated %s', (_, write) => {
  let original: Uint8Array;
  let fetched: ReturnType<typeof jest.spyOn>;

  beforeAll(async () => {
    const seed = publishedSeed();
    const kinds = new Map(seed.map((record) => [record.kind, record]));
    original = Buffer.from(await textOf(write([...kinds.values(), ...seed.slice(0, 3)])));
    fetched = jest.spyOn(globalThis, 'fetch');
  });

  test(`ends with records or reasons, ${String(RUNS)} times`, async () => {
    for (let seed = 0; seed < RUNS; seed += 1) {
      const bytes = mutate(original, seed);
      for await (const entry of readDcatAp()(bytesOf(bytes, 4_096))) {
        if (entry.ok) continue;
        expect([seed, entry.line, entry.rule, entry.message]).toEqual([seed, expect.any(Number), expect.stringMatching(/^(?!SOURCE)[A-Z_]+$/), expect.stringMatching(/^.{20,600}$/s)]);
      }
    }
    expect(fetched).not.toHaveBeenCalled();
  }, 60_000 + RUNS * 20);
});
