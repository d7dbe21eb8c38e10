import { expect, test } from '@jest/globals';
import { writeTurtle } from '../../../../../schema/formats/dcat-ap/write-turtle.js';
import { violations } from '../../../../support/dcat-ap-shapes.js';
import { publishedSeed, textOf } from '../../../../support/published.js';
import { describeWithShared } from '../../../../support/shared-data.js';

const catalog = {
  iri: 'urn:ucat:catalog',
  titles: [{ lang: 'zh', text: '联合目录' }],
  descriptions: [{ lang: 'zh', text: '样例' }],
  publisher: [{ lang: 'zh', text: '数据局' }],
};

describeWithShared('what is written validates against the shapes of DCAT-AP 3', 'fixtures/dcat-ap', () => {
  test('the whole seed', async () => {
    const t = Date.now();
    const records = publishedSeed();
    console.log(records.length, Date.now() - t);
    const turtle = await textOf(writeTurtle(records, { catalog }));
    console.log(turtle.length, Date.now() - t, turtle.slice(0, 6000));
    expect(await violations(turtle)).toEqual([]);
    console.log(Date.now() - t);
  }, 120_000);
});
