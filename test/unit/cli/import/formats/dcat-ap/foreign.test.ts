import { describe, expect, test } from '@jest/globals';
import type { DcatEntry } from '../../../../../../schema/formats/dcat-ap/read-records.js';
import { readDcat, readEntries, refusals } from './read.js';

/* Graphs that others wrote: the same catalog in three syntaxes, and what is made of what they say in their own words. */

const TURTLE = `
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix ex: <https://data.example.org/> .

ex:catalog a dcat:Catalog ; dct:title "Catalog"@en ; dct:description "All of it"@en ; dct:publisher ex:office ; dcat:dataset ex:air .
ex:office a foaf:Agent ; foaf:name "Office"@en , "局"@zh ; foaf:homepage <https://office.example.org> ; org:subOrganizationOf ex:ministry .
ex:ministry a foaf:Agent ; foaf:name "Ministry"@en .
ex:air a dcat:Dataset ;
  dct:title "Air"@en , "空气" ; dct:description "Air quality"@en ; dcat:keyword "air"@en , "luft"@de ;
  dcat:theme <http://publications.europa.eu/resource/authority/data-theme/ENVI> ;
  dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/BIWEEKLY> ;
  dct:accessRights <http://publications.europa.eu/resource/authority/access-right/PUBLIC> ;
  dct:spatial <http://publications.europa.eu/resource/authority/country/CHN> ;
  dct:issued "2020-05-01T10:00:00"^^xsd:dateTime ; dct:modified "2021-03-04+08:00"^^xsd:date ;
  dct:temporal [ a dct:PeriodOfTime ; dcat:startDate "2019"^^xsd:gYear ] ;
  dct:license <https://creativecommons.org/licenses/by/4.0/> ;
  dcat:distribution [ a dcat:Distribution ; dcat:downloadURL <https://data.example.org/air.csv> ; dcat:byteSize "12"^^xsd:decimal ;
    dct:format <http://publications.europa.eu/resource/authority/file-type/GEOJSON> ; dcat:mediaType <http://www.iana.org/assignments/media-types/text/csv> ] .
`;

const JSON_LD = JSON.stringify({
  '@context': { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/', org: 'http://www.w3.org/ns/org#', xsd: 'http://www.w3.org/2001/XMLSchema#', eu: 'http://publications.europa.eu/resource/authority/', '@base': 'https://data.example.org/' },
  '@id': 'catalog',
  '@type': 'dcat:Catalog',
  'dct:publisher': { '@id': 'office', '@type': 'foaf:Agent', 'foaf:name': [{ '@value': 'Office', '@language': 'en' }, { '@value': '局', '@language': 'zh' }], 'foaf:homepage': { '@id': 'https://office.example.org' }, 'org:subOrganizationOf': { '@id': 'ministry', 'foaf:name': 'Ministry' } },
  'dcat:dataset': {
    '@id': 'air',
    '@type': 'dcat:Dataset',
    'dct:title': [{ '@value': 'Air', '@language': 'en' }, '空气'],
    'dct:description': { '@value': 'Air quality', '@language': 'en' },
    'dcat:keyword': [{ '@value': 'air', '@language': 'en' }, { '@value': 'luft', '@language': 'de' }],
    'dcat:theme': { '@id': 'eu:data-theme/ENVI' },
    'dct:accrualPeriodicity': { '@id': 'eu:frequency/BIWEEKLY' },
    'dct:accessRights': { '@id': 'eu:access-right/PUBLIC' },
    'dct:spatial': { '@id': 'eu:country/CHN' },
    'dct:issued': { '@value': '2020-05-01T10:00:00', '@type': 'xsd:dateTime' },
    'dct:modified': '2021-03-04+08:00',
    'dct:temporal': { 'dcat:startDate': { '@value': '2019', '@type': 'xsd:gYear' } },
    'dct:license': { '@id': 'https://creativecommons.org/licenses/by/4.0/' },
    'dcat:distribution': { 'dcat:downloadURL': { '@id': 'https://data.example.org/air.csv' }, 'dcat:byteSize': 12, 'dct:format': { '@id': 'eu:file-type/GEOJSON' }, 'dcat:mediaType': { '@id': 'http://www.iana.org/assignments/media-types/text/csv' } },
  },
});

const RDF_XML = `<?xml version="1.0"?>
<!DOCTYPE rdf:RDF [ <!ENTITY eu "http://publications.europa.eu/resource/authority/"> ]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/"
  xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:org="http://www.w3.org/ns/org#" xml:base="https://data.example.org/">
  <dcat:Catalog rdf:about="catalog">
    <dct:publisher><foaf:Agent rdf:about="office"><foaf:name xml:lang="en">Office</foaf:name><foaf:name xml:lang="zh">局</foaf:name>
      <foaf:homepage rdf:resource="https://office.example.org"/><org:subOrganizationOf><foaf:Agent rdf:about="ministry" foaf:name="Ministry"/></org:subOrganizationOf></foaf:Agent></dct:publisher>
    <dcat:dataset><dcat:Dataset rdf:about="air">
      <dct:title xml:lang="en">Air</dct:title><dct:title>空气</dct:title><dct:description xml:lang="en">Air quality</dct:description>
      <dcat:keyword xml:lang="en">air</dcat:keyword><dcat:keyword xml:lang="de">luft</dcat:keyword>
      <dcat:theme rdf:resource="&eu;data-theme/ENVI"/><dct:accrualPeriodicity rdf:resource="&eu;frequency/BIWEEKLY"/>
      <dct:accessRights rdf:resource="&eu;access-right/PUBLIC"/><dct:spatial rdf:resource="&eu;country/CHN"/>
      <dct:issued>2020-05-01T10:00:00</dct:issued><dct:modified>2021-03-04+08:00</dct:modified>
      <dct:temporal rdf:parseType="Resource"><dcat:startDate>2019</dcat:startDate></dct:temporal>
      <dct:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/>
      <dcat:distribution rdf:parseType="Resource"><dcat:downloadURL rdf:resource="https://data.example.org/air.csv"/><dcat:byteSize>12</dcat:byteSize>
        <dct:format rdf:resource="&eu;file-type/GEOJSON"/><dcat:mediaType rdf:resource="http://www.iana.org/assignments/media-types/text/csv"/></dcat:distribution>
    </dcat:Dataset></dcat:dataset>
  </dcat:Catalog>
</rdf:RDF>`;

const source = (identifier: string) => [{ system: 'dcat-ap', identifier: `https://data.example.org/${identifier}` }];

describe.each(Object.entries({ TURTLE, JSON_LD, RDF_XML }))('a catalog in %s', (_, text) => {
  test('its datasets and whoever owns them, in the contract\'s words', async () => {
    const { ministry, office, air, ...others } = await readDcat(text);
    expect(others).toEqual({});
    expect(ministry).toMatchObject({ outcome: 'RECORD', record: { kind: 'ORGANIZATION', titles: [{ lang: 'en', text: 'Ministry' }], sources: source('ministry') } });
    expect(office).toMatchObject({ record: { titles: [{ lang: 'en', text: 'Office' }, { lang: 'zh', text: '局' }], homepage: 'https://office.example.org' }, links: [{ field: 'parent', to: 'https://data.example.org/ministry' }] });
    expect(air).toMatchObject({ links: [{ field: 'owner', to: 'https://data.example.org/office' }], notes: [] });
    expect((air as DcatEntry & { record: unknown }).record).toEqual({
      kind: 'DATASET',
      titles: [{ lang: 'en', text: 'Air' }, { lang: 'zh', text: '空气' }],
      descriptions: [{ lang: 'en', text: 'Air quality' }],
      keywords: ['air', 'luft'],
      sources: source('air'),
      themes: ['environment'],
      frequency: 'MONTHLY',
      shareType: 'UNCONDITIONAL',
      openness: 'OPEN',
      region: '100000',
      issued: '2020-05-01',
      modified: '2021-03-04',
      temporal: { start: '2019' },
      license: 'https://creativecommons.org/licenses/by/4.0/',
      distributions: [{ accessURL: 'https://data.example.org/air.csv', downloadURL: 'https://data.example.org/air.csv', format: 'GeoJSON', mediaType: 'text/csv', byteSize: 12 }],
    });
  });

  test('who is linked to comes first', async () => {
    expect((await readEntries(text)).map((entry) => entry.ok && (entry.value as { identifier: string }).identifier.split('/').at(-1))).toEqual(['ministry', 'office', 'air']);
  });
});

const PREFIXES = TURTLE.slice(0, TURTLE.indexOf('ex:catalog'));
const dataset = (statements: string, more = ''): string => `${PREFIXES}\nex:a a dcat:Dataset ; dct:title "A"@en ; dct:description "A"@en ${statements} .\n${more}`;
const recordOf = async (text: string, options = {}): Promise<Record<string, unknown>> => (((await readDcat(text, options))['a'] as { record?: unknown } | undefined)?.record ?? {}) as Record<string, unknown>;

describe('what a source does not say', () => {
  test('who owns it: its publisher, its creator, the site of its IRI, or whom the import names', async () => {
    expect((await readDcat(dataset('; dct:publisher "Office"')))['a']).toMatchObject({ links: [{ field: 'owner', to: 'Office' }] });
    expect((await readDcat(dataset('; dct:creator [ foaf:name "Maker" ]')))['Maker']).toMatchObject({ record: { kind: 'ORGANIZATION', sources: [{ system: 'dcat-ap/names', identifier: 'Maker' }] } });
    expect((await readDcat(dataset('')))['data.example.org']).toMatchObject({ record: { titles: [{ lang: 'en', text: 'data.example.org' }] } });
    expect(await recordOf(dataset(''), { owner: '310000-OR-0000000001-V' })).toMatchObject({ owner: '310000-OR-0000000001-V' });
    expect((await readDcat(dataset('').replaceAll('https://data.example.org/', 'urn:x/')))['a']).toMatchObject({ outcome: 'REJECTED', problems: [{ field: 'owner', rule: 'REQUIRED' }] });
  });

  test('whether it is open: nothing is promised unless the import says so', async () => {
    expect(await recordOf(dataset(''))).toMatchObject({ shareType: 'CONDITIONAL', openness: 'CONDITIONAL', shareCondition: '来源未注明访问条件，请向提供方确认。' });
    expect(await recordOf(dataset(''), { access: 'OPEN' })).toMatchObject({ shareType: 'UNCONDITIONAL', openness: 'OPEN' });
    expect(await recordOf(dataset('; dct:accessRights [ rdfs:label "On request"@en ]'))).toMatchObject({ openness: 'CONDITIONAL' });
    expect(await recordOf(dataset('; dct:accessRights <http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC> ; dct:rights [ rdfs:label "Personal data"@en ]'))).toMatchObject({ shareType: 'NOT_SHARED', openness: 'CLOSED', shareCondition: 'Personal data' });
  });

  test('what it is called: an IRI without a beginning would be another in another file', async () => {
    const relative = TURTLE.slice(0, TURTLE.indexOf('ex:catalog')) + '<#a> a dcat:Dataset ; dct:title "A" ; dct:publisher "P" .';
    expect((await readEntries(relative)).at(-1)).toMatchObject({ ok: true, value: { outcome: 'REJECTED', problems: [{ field: 'sources', rule: 'REQUIRED' }] } });
    expect((await readEntries(`@base <https://x.example/> .${relative}`)).at(-1)).toMatchObject({ ok: true, value: { identifier: 'https://x.example/#a', outcome: 'RECORD' } });
    const xml = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="a"><rdf:type rdf:resource="http://www.w3.org/ns/dcat#Dataset"/></rdf:Description></rdf:RDF>';
    expect(await readEntries(xml)).toMatchObject([{ ok: true, value: { outcome: 'REJECTED', problems: [{ field: 'sources', rule: 'REQUIRED' }] } }]);
  });

  test('what it is called: a blank node needs an identifier to be known again', async () => {
    const nameless = PREFIXES + '[] a dcat:Dataset ; dct:title "A" ; dct:publisher "P" .';
    expect((await readEntries(nameless)).at(-1)).toMatchObject({ ok: true, value: { outcome: 'REJECTED', problems: [{ field: 'sources', rule: 'REQUIRED' }] } });
    expect((await readDcat(nameless.replace('dct:title', 'dct:identifier "a" ; dct:title')))['a']).toMatchObject({ record: { sources: [{ system: 'dcat-ap', identifier: 'a' }] } });
  });
});

describe('links', () => {
  test('to what the file describes are kept, to anything else left out and said', async () => {
    const text = dataset('; dct:conformsTo ex:s , ex:unknown ; dcat:inSeries ex:series ; dct:source ex:b', 'ex:s a dct:Standard ; dct:title "GB 1" . ex:series a dcat:DatasetSeries ; dct:title "S" . ex:b a dcat:Dataset ; dct:title "B" .');
    expect((await readDcat(text))['a']).toMatchObject({
      links: [{ field: 'owner' }, { field: 'conformsTo', to: 'https://data.example.org/s' }, { field: 'series', to: 'https://data.example.org/series' }, { field: 'derivedFrom', to: 'https://data.example.org/b' }],
      notes: expect.arrayContaining(['conformsTo: a link to what the file does not describe was left out']),
    });
    expect((await readDcat(text))['s']).toMatchObject({ record: { kind: 'STANDARD', number: 'GB 1' } });
  });

  test('to records of the catalog are their ids, whichever gateway gave the IRI', async () => {
    expect(await recordOf(dataset('; dct:publisher <https://catalog.example.cn/id/310000-OR-0000000001-V>'))).toMatchObject({ owner: '310000-OR-0000000001-V' });
  });

  test('in a circle cost the record that closes it', async () => {
    const entries = await readDcat(dataset('; dct:source ex:b', 'ex:b a dcat:Dataset ; dct:title "B" ; dct:source ex:c . ex:c a dcat:Dataset ; dct:title "C" ; dct:source ex:b .'));
    expect(Object.values(entries).map(({ outcome }) => outcome).sort()).toEqual(['RECORD', 'RECORD', 'RECORD', 'REJECTED']);
    expect(Object.values(entries).find(({ outcome }) => outcome === 'REJECTED')).toMatchObject({ problems: [{ rule: 'LINK_CIRCLE' }] });
  });
});

describe('a mistake costs only itself', () => {
  test('a statement of Turtle: others are read, and what hangs on it is not taken for whole', async () => {
    const text = dataset('; dcat:distribution ex:d', 'ex:d a dcat:Distribution ; dcat:accessURL <https://x.example/a b> .\nex:b a dcat:Dataset ; dct:title "B" .');
    expect(refusals(await readEntries(text))).toEqual([expect.stringMatching(/^8 TURTLE Expected Turtle: Unexpected "<https:\/\/x\.example\/a"/)]);
    expect(await readDcat(text)).toMatchObject({ a: { outcome: 'REJECTED', problems: [{ rule: 'UNREADABLE', value: 'https://data.example.org/d' }] }, b: { outcome: 'RECORD' } });
  });

  test('a resource of JSON-LD', async () => {
    const context = { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/' };
    const text = `{"@context":${JSON.stringify(context)},"@graph":[\n{"@id":"https://x.example/a","@type":"dcat:Dataset","dct:title":{"@value":{}}},\n{"@id":"https://x.example/b","@type":"dcat:Dataset","dct:title":"B"}]}`;
    expect(refusals(await readEntries(text))).toEqual([expect.stringMatching(/^2 JSON_LD .*invalid value object value/)]);
    expect(await readDcat(text)).toMatchObject({ b: { outcome: 'RECORD' } });
  });

  test('a text that is too long', async () => {
    const text = dataset(`; dcat:keyword "${'x'.repeat(2_000)}"`, 'ex:b a dcat:Dataset ; dct:title "B" .');
    expect(await readDcat(text, { limits: { literalCharacters: 1_000 } })).toMatchObject({ a: { outcome: 'REJECTED', problems: [{ field: 'keywords[0]', rule: 'TOO_LONG' }] }, b: { outcome: 'RECORD' } });
  });
});

describe('who may have it, said more than once', () => {
  const PREFIXES = '@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix odrl: <http://www.w3.org/ns/odrl/2/> . @prefix ucat: <urn:ucat:def:> . @prefix ex: <https://data.example.org/> .';
  const read = async (said: string) => (await readDcat(`${PREFIXES} ex:air a dcat:Dataset ; dct:title "Air" ; dct:description "Air quality" ; ${said} .`))['air'];

  test.each([
    ['"PUBLIC", "OWNER"', { audience: 'OWNER' }],
    ['"OWNER", "MEMBER"', { audience: 'OWNER' }],
    ['"MEMBER", "NAMED" ; ucat:named "MEE"', { audience: 'NAMED', named: ['MEE'] }],
    ['"PUBLIC", "friends"', { audience: 'OWNER' }],
    ['"PUBLIC"', { audience: 'PUBLIC' }],
  ])('of the audiences %s the narrowest is taken', async (words, audience) => {
    expect(await read(`ucat:audience ${words}`)).toMatchObject({ record: audience });
  });

  test('of several policies none is taken, for all of them hold', async () => {
    const entry = await read(`odrl:hasPolicy [ a odrl:Set ; ucat:policy '{"@type":"Set","permission":[{"action":"use"}]}' ], [ a odrl:Set ; odrl:prohibition [ odrl:action odrl:sell ] ]`);
    expect(entry).not.toHaveProperty('record.policy');
    expect(entry).toMatchObject({ notes: expect.arrayContaining(['odrl:hasPolicy was left out: a record has one policy, and several were said']) });
  });
});
