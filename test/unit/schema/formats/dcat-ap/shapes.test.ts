import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isDcatRecord } from '../../../../../schema/formats/export-record.js';
import { writeTurtle } from '../../../../../schema/formats/dcat-ap/write-turtle.js';
import { formatId } from '../../../../../schema/ids.js';
import { violations } from '../../../../support/dcat-ap-shapes.js';
import { published, publishedSeed, textOf } from '../../../../support/published.js';
import { COLLECTIONS, nodeOfCollection } from '../../../../support/published-collections.js';
import { anyRecord } from '../../../../support/record-arbitraries.js';
import { describeWithShared } from '../../../../support/shared-data.js';

const catalog = {
  iri: 'urn:ucat:catalog',
  titles: [{ lang: 'zh', text: '联合目录' }],
  descriptions: [{ lang: 'zh', text: '样例' }],
  publisher: [{ lang: 'zh', text: '数据局' }],
};

describeWithShared('the shapes of DCAT-AP 3', 'fixtures/dcat-ap', () => {
  test('see what is missing', async () => {
    const dataset = '<urn:a> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/publisher> <urn:b> .';
    const found = (await violations(dataset)).map((text) => / \S*[/#](\w+) /.exec(text)?.[1]);
    expect(found.sort()).toEqual(['description', 'publisher', 'title']);
  });

  test('hold for the seed as one catalog', async () => {
    expect(await violations(await textOf(writeTurtle(publishedSeed(), { catalog })))).toEqual([]);
  });

  test('hold for each record of the seed by itself, whoever it is linked to', async () => {
    const seed = publishedSeed();
    const titles = new Map(seed.map((record) => [record.id, record]));
    const kinds = new Map(seed.filter(isDcatRecord).map((record) => [record.kind, record]));
    for (const record of kinds.values()) {
      const turtle = await textOf(writeTurtle([record], { iriBase: 'https://catalog.example.cn/id/', linked: (id) => titles.get(id) }));
      expect(await violations(turtle)).toEqual([]);
      expect(turtle).toContain(`<https://catalog.example.cn/id/${record.id}> a `);
    }
  });

  test('hold for any record that a node takes, although nothing is known of those that it names', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRecord, { minLength: 1, maxLength: 12 }), async (inputs) => {
        const records = inputs.map((input, index) => published(input, formatId('510000', input.kind as 'DATASET', index + 1)));
        expect(await violations(await textOf(writeTurtle(records, { catalog })))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});

describeWithShared('real collections keep to the shapes of DCAT-AP 3', 'data', () => {
  test.each(COLLECTIONS)('%s', async (name) => {
    const node = await nodeOfCollection(name);
    const records = await node.records();
    await node.close();
    expect(records.length).toBeGreaterThan(20);
    expect(await violations(await textOf(writeTurtle(records, { catalog })))).toEqual([]);
  }, 120_000);
});
