import { expect, test } from '@jest/globals';
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mapDcatEntry } from '../../../../../../cli/import/formats/dcat-ap/dcat-ap-profile.js';
import { readDcatAp } from '../../../../../../cli/import/formats/dcat-ap/read-dcat-ap.js';
import type { SourceEntry } from '../../../../../../cli/import/readers/source-reader.js';
import { writeJsonLd } from '../../../../../../schema/formats/dcat-ap/write-json-ld.js';
import { writeTurtle } from '../../../../../../schema/formats/dcat-ap/write-turtle.js';
import { packagePath } from '../../../../../../schema/package-path.js';
import { violations } from '../../../../../support/dcat-ap-shapes.js';
import { LocalNode } from '../../../../../support/local-node.js';
import { textOf } from '../../../../../support/published.js';
import { describeWithShared, sharedPath } from '../../../../../support/shared-data.js';

/* The examples of DCAT-AP 3 itself. What each becomes is kept in test/golden/dcat-ap; WRITE_GOLDEN=1 writes it anew, to be read before it is kept. */

const FOLDER = 'fixtures/dcat-ap/examples';
const GOLDEN = packagePath('test', 'golden', 'dcat-ap');
const examples = (): readonly string[] => readdirSync(sharedPath(FOLDER)).filter((file) => file.endsWith('.ttl')).sort(); // prettier-ignore

const read = (file: string): AsyncIterable<SourceEntry> => readDcatAp()(createReadStream(sharedPath(FOLDER, file)) as AsyncIterable<Uint8Array>);

async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

function golden(file: string, found: unknown): unknown {
  const path = join(GOLDEN, file.replace(/\.ttl$/, '.json'));
  if (process.env['WRITE_GOLDEN'] === '1') {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(path, `${JSON.stringify(found, null, 2)}\n`);
  }
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : undefined;
}

describeWithShared("the examples of DCAT-AP's own", FOLDER, () => {
  test('there are fifteen', () => expect(examples()).toHaveLength(15));

  test.each(existsSync(sharedPath(FOLDER)) ? examples() : [])('%s', async (file) => {
    const entries = await all(read(file));
    expect(JSON.parse(JSON.stringify(entries))).toEqual(golden(file, entries));

    const node = new LocalNode(['310000']);
    const { report, rejections } = await node.import({ entries: read(file), mapping: mapDcatEntry });
    expect(rejections).toEqual([]);
    expect(report).toMatchObject({ entries: entries.length, created: entries.length });
    expect(await node.import({ entries: read(file), mapping: mapDcatEntry })).toMatchObject({ report: { unchanged: entries.length }, rejections: [] });

    const records = await node.records();
    const turtle = await textOf(writeTurtle(records));
    expect(await violations(turtle)).toEqual([]);
    for (const text of [turtle, await textOf(writeJsonLd(records))]) {
      expect(await node.import({ entries: readDcatAp()(bytes(text)), mapping: mapDcatEntry })).toMatchObject({ report: { unchanged: entries.length }, rejections: [] });
    }
    await node.close();
  });
});

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
