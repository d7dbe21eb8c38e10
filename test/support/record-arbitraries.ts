import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import type { DistributionInput, RecordInput } from '../../schema/generated/catalog.js';
import { formatId } from '../../schema/ids.js';
import { packagePath } from '../../schema/package-path.js';
import { usccCheckCharacter } from '../../schema/uscc.js';

/*
 * Records that a node takes, of every kind and with every field, in the shapes that formats stumble over: quotation marks,
 * line ends, scripts of all sorts, addresses with characters that are no IRI's.
 */

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const clean = (text: string): string => text.replace(/\r\n?/g, '\n').replace(CONTROL, '').trim();
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map(clean).filter((one) => one !== '');
const paragraph = fc.array(fc.oneof(text, fc.constantFrom('"', '\\', '\n', "'''", '"""', '<a>', '。', '@en', ' . ', '# ', '𠮷')), { minLength: 1, maxLength: 6 }).map((parts) => clean(parts.join(''))).filter((one) => one !== '');
const langTexts = fc
  .uniqueArray(fc.constantFrom('zh', 'en', 'zh-Hant', 'bo', 'ug-Arab'), { minLength: 1, maxLength: 3 })
  .chain((langs) => fc.tuple(...langs.map((lang) => paragraph.map((one) => ({ lang, text: one })))));
const path = fc.string({ unit: fc.constantFrom(...'abc/?&=#%20数据{}|^`~()[]!$*+,;:@.-_\'\\'), maxLength: 20 });
const webAddress = fc.tuple(fc.constantFrom('https://data.example.cn/', 'http://example.org:8080/'), path).map((parts) => parts.join('')).filter((address) => URL.canParse(address));
const dataAddress = fc.oneof(webAddress, fc.constantFrom('ftp://example.org/a', 's3://bucket/key'));
const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((date) => date.toISOString());
const date = fc.tuple(day, fc.constantFrom(4, 7, 10, 24)).map(([iso, length]) => iso.slice(0, length));
const period = fc.tuple(day, day, fc.constantFrom('both', 'start', 'end')).map(([a, b, which]) => {
  const [start, end] = [a, b].sort() as [string, string];
  return { ...(which !== 'end' && { start: start.slice(0, 10) }), ...(which !== 'start' && { end: end.slice(0, 10) }) };
});
const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true }).map((number) => number + 0);
const bbox = fc.tuple(degrees(180), degrees(90), degrees(180), degrees(90)).map(([west, a, east, b]) => [west, Math.min(a, b), east, Math.max(a, b)]);
const themes = (JSON.parse(readFileSync(packagePath('schema', 'vocabularies', 'themes.json'), 'utf8')) as { code: string }[]).map(({ code }) => code);
const idOf = (kind: Parameters<typeof formatId>[1]) => fc.tuple(fc.constantFrom('310000', 'MEE', 'SAC'), fc.integer({ min: 1, max: 99 })).map(([authority, serial]) => formatId(authority, kind, serial));
const license = fc.oneof(fc.constantFrom('MIT', 'CC-BY-4.0', 'CC0-1.0', 'https://spdx.org/licenses/MIT', '上海市公共数据开放条款', 'ODC-BY'), webAddress, paragraph);
const word = <Word extends string>(...words: readonly Word[]) => fc.constantFrom(...words);

const optional = <Shape extends Record<string, fc.Arbitrary<unknown>>>(shape: Shape) => fc.record(shape, { requiredKeys: [] });
const list = <Item>(item: fc.Arbitrary<Item>, maxLength = 3) => fc.uniqueArray(item, { minLength: 1, maxLength, selector: (one) => JSON.stringify(one) });

const common = optional({
  keywords: list(text),
  landingPage: webAddress,
  issued: date,
  modified: date,
  sources: list(fc.record({ system: text, identifier: paragraph })),
});
/** Who may know of it. */
const audience = fc.constantFrom({}, {}, { audience: 'MEMBER' }, { audience: 'OWNER' }, { audience: 'NAMED', named: ['330000', 'MEE'] });
/** Policies of actions alone, and such as say more. */
const policy = fc
  .tuple(word('Set', 'Offer', 'Policy'), list(word('use', 'distribute', 'reproduce')), fc.constantFrom({}, {}, { target: 'https://data.example.org/1' }), fc.constantFrom({}, {}, { constraint: [{ leftOperand: 'purpose', operator: 'eq', rightOperand: '防洪 "救灾"' }] }))
  .map(([type, actions, more, limit]) => JSON.stringify({ '@context': 'http://www.w3.org/ns/odrl.jsonld', '@type': type, uid: 'urn:policy:1', permission: actions.map((action) => ({ action, ...limit })), prohibition: [{ action: 'sell' }], ...more }));
const distribution = fc
  .tuple(
    fc.record({ accessURL: dataAddress }),
    optional({
      title: paragraph,
      downloadURL: dataAddress,
      format: fc.oneof(fc.constantFrom('CSV', 'GeoJSON', 'GEOJSON', 'API', 'RDF_TURTLE'), text),
      mediaType: fc.constantFrom('text/csv', 'application/vnd.ms-excel', 'text/csv; charset=utf-8', 'application/ld+json'),
      byteSize: fc.oneof(fc.maxSafeNat(), fc.constant(0)),
      license,
    }),
  )
  .map(([needed, more]): DistributionInput => ({ ...needed, ...(more as DistributionInput) }));

const shareTerms = fc
  .tuple(word('UNCONDITIONAL', 'CONDITIONAL', 'NOT_SHARED'), word('OPEN', 'CONDITIONAL', 'CLOSED'), paragraph, fc.boolean())
  .map(([shareType, openness, shareCondition, says]) => ({ shareType, openness, ...((says || shareType !== 'UNCONDITIONAL') && { shareCondition }) }));
const frequency = word('REALTIME', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'SEMIANNUAL', 'YEARLY', 'IRREGULAR', 'NEVER', 'UNKNOWN');
const region = word('310000', '100000', '440300', '810000');

const DATASET = fc.tuple(
  fc.record({ titles: langTexts, descriptions: langTexts, owner: idOf('ORGANIZATION'), themes: list(word(...themes)), frequency }),
  shareTerms,
  optional({
    distributions: list(distribution), industries: list(word('I', '65', '6511', 'N')), conformsTo: list(idOf('STANDARD')), series: idOf('DATA_SERIES'), region, bbox, temporal: period, grade: word('GENERAL', 'IMPORTANT', 'CORE'), license, policy,
    items: list(fc.tuple(fc.record({ name: text }), optional({ dataType: text })).map(([one, more]) => ({ ...one, ...more })), 5), derivedFrom: list(idOf('DATASET')),
  }), // prettier-ignore
);
const DATA_SERIES = fc.tuple(fc.record({ titles: langTexts, descriptions: langTexts }), optional({ owner: idOf('ORGANIZATION'), themes: list(word(...themes)), region, temporal: period, frequency }));
const DATA_SERVICE = fc.tuple(
  fc.record({ titles: langTexts, endpointURL: webAddress }),
  shareTerms,
  optional({ descriptions: langTexts, owner: idOf('ORGANIZATION'), endpointDescription: webAddress, servesDatasets: list(idOf('DATASET')), conformsTo: list(idOf('STANDARD')), themes: list(word(...themes)), region, license, policy }),
);
const STANDARD = fc.tuple(
  fc.record({ titles: langTexts, number: fc.constantFrom('GB/T 2260-2007', 'HJ 633-2012', 'ISO 19115-1:2014', '沪 1') }),
  optional({ descriptions: langTexts, status: word('UPCOMING', 'CURRENT', 'WITHDRAWN'), supersedes: list(idOf('STANDARD')), owner: idOf('ORGANIZATION'), themes: list(word(...themes)) }),
);
const uscc = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY'), minLength: 17, maxLength: 17 }).map((first) => first + usccCheckCharacter(first));
const ORGANIZATION = fc.tuple(fc.record({ titles: langTexts }), optional({ descriptions: langTexts, uscc, region, homepage: webAddress, parent: idOf('ORGANIZATION') }));

const KINDS = { DATASET, DATA_SERIES, DATA_SERVICE, STANDARD, ORGANIZATION } as const;

/** A record of any kind that a node takes, with an id of its own. */
export const anyRecord: fc.Arbitrary<RecordInput> = fc
  .constantFrom(...(Object.keys(KINDS) as (keyof typeof KINDS)[]))
  .chain((kind) => fc.tuple(KINDS[kind] as fc.Arbitrary<readonly object[]>, common, audience).map(([parts, more, readers]) => ({ kind, id: formatId('510000', kind, 1), ...Object.assign({}, ...parts, more, readers) }) as RecordInput));
