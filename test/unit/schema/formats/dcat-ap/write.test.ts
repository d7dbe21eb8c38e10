import { expect, test } from '@jest/globals';
import jsonld from 'jsonld';
import { Parser, Writer, type Quad } from 'n3';
import { readFileSync, writeFileSync } from 'node:fs';
import { Readable, type Duplex } from 'node:stream';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { writeJsonLd } from '../../../../../schema/formats/dcat-ap/write-json-ld.js';
import { writeRdfXml } from '../../../../../schema/formats/dcat-ap/write-rdf-xml.js';
import { writeTurtle } from '../../../../../schema/formats/dcat-ap/write-turtle.js';
import type { ExportRecord } from '../../../../../schema/formats/export-record.js';
import { formatId } from '../../../../../schema/ids.js';
import { packagePath } from '../../../../../schema/package-path.js';
import { published, textOf } from '../../../../support/published.js';

/* A record of each kind as it is written. WRITE_GOLDEN=1 writes the files of test/golden/dcat-ap anew, to be read before they are kept. */

const id = (kind: ExportRecord['kind'], serial = 1): string => formatId('310000', kind, serial);
const zh = (text: string) => [{ lang: 'zh', text }];

const RECORDS: readonly ExportRecord[] = [
  published({ kind: 'ORGANIZATION', id: id('ORGANIZATION'), titles: [...zh('上海市生态环境局'), { lang: 'en', text: 'Ecology Bureau' }], homepage: 'https://sthj.sh.gov.cn', uscc: '91350100M000100Y43', parent: id('ORGANIZATION', 2) }),
  published({ kind: 'STANDARD', id: id('STANDARD'), titles: zh('标准'), number: 'HJ 633-2012', status: 'CURRENT', supersedes: [formatId('SAC', 'STANDARD', 1)], issued: '2012-02' }),
  published({ kind: 'DATA_SERIES', id: id('DATA_SERIES'), titles: zh('年报'), descriptions: zh('逐年'), frequency: 'YEARLY' }),
  published({
    kind: 'DATASET', id: id('DATASET'), titles: zh('空气'), descriptions: zh('"引号"\n换行 \\ & <标签>'), keywords: ['PM2.5'], landingPage: 'https://data.sh.gov.cn/a|b', issued: '2014', modified: '2026-10-12T08:00:00Z',
    sources: [{ system: 'ckan', identifier: 'air-1' }], owner: id('ORGANIZATION'), themes: ['environment'], region: '310000', bbox: [120.85, 30.68, 122.24, 31.88], temporal: { start: '2013-01-01' }, frequency: 'HOURLY',
    shareType: 'CONDITIONAL', shareCondition: '经申请', openness: 'OPEN', grade: 'GENERAL', license: 'CC-BY-4.0', conformsTo: [id('STANDARD')], series: id('DATA_SERIES'), derivedFrom: [formatId('MEE', 'DATASET', 3)],
    items: [{ name: '站点', dataType: '字符型' }, { name: '浓度' }],
    distributions: [{ title: 'CSV', accessURL: 'https://data.sh.gov.cn/1', downloadURL: 'https://data.sh.gov.cn/1.csv', format: 'CSV', mediaType: 'text/csv', byteSize: 5, license: '开放条款' }],
  }), // prettier-ignore
  published({ kind: 'DATA_SERVICE', id: id('DATA_SERVICE'), titles: zh('接口'), endpointURL: 'https://api.sh.gov.cn/', servesDatasets: [id('DATASET'), formatId('MEE', 'DATASET', 3)], shareType: 'UNCONDITIONAL', openness: 'OPEN' }),
];

const catalog = { iri: 'https://catalog.example.cn/', titles: zh('联合目录'), descriptions: zh('样例'), publisher: zh('数据局') };
const linked = (wanted: string) => (wanted === formatId('MEE', 'DATASET', 3) ? { titles: zh('全国空气'), descriptions: zh('全国') } : undefined);

const write = (writer: typeof writeTurtle): Promise<string> => textOf(writer(RECORDS, { iriBase: 'https://catalog.example.cn/id/', catalog, linked }));

test.each([
  ['written.ttl', writeTurtle],
  ['written.jsonld', writeJsonLd],
  ['written.rdf', writeRdfXml],
] as const)('%s', async (file, writer) => {
  const path = packagePath('test', 'golden', 'dcat-ap', file);
  const text = await write(writer);
  if (process.env['WRITE_GOLDEN'] === '1') writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
});

test.each([['core data', { grade: 'CORE' }], ['data for the owner alone', { audience: 'OWNER' }]] as const)('%s are not told as open to all', async (_, more) => {
  const record = published({ kind: 'DATASET', id: id('DATASET'), titles: zh('空气'), descriptions: zh('空气'), owner: id('ORGANIZATION'), themes: ['environment'], frequency: 'DAILY', shareType: 'UNCONDITIONAL', openness: 'OPEN', ...more });
  const text = await textOf(writeTurtle([record]));
  expect(text).toContain('access-right/NON_PUBLIC');
  expect(text).not.toContain('access-right/PUBLIC');
});

test('the three are one graph to readers that are not ours', async () => {
  const turtle = await canonical(new Parser({ format: 'text/turtle' }).parse(await write(writeTurtle)));
  const fromJsonLd = (await jsonld.toRDF(JSON.parse(await write(writeJsonLd)) as object, { format: 'application/n-quads' })) as unknown as string;
  const fromXml = Readable.from([await write(writeRdfXml)]).pipe(new RdfXmlParser() as unknown as Duplex);
  expect(turtle.split('\n').length).toBeGreaterThan(100);
  expect(await canonical(new Parser({ format: 'application/n-quads' }).parse(fromJsonLd))).toBe(turtle);
  expect(await canonical((await fromXml.toArray()) as Quad[])).toBe(turtle);
});

/** The same text for the same graph, whatever its blank nodes are called (RDF Dataset Canonicalization). */
async function canonical(quads: readonly Quad[]): Promise<string> {
  const writer = new Writer({ format: 'application/n-quads' });
  return (await jsonld.canonize(writer.quadsToString([...quads]) as never, { algorithm: 'RDFC-1.0', inputFormat: 'application/n-quads', format: 'application/n-quads' } as never)) as unknown as string;
}
