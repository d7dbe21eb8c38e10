import { describe, expect, test } from '@jest/globals';
import type { ReadDcatApOptions } from '../../../../../../cli/import/formats/dcat-ap/read-dcat-ap.js';
import { readEntries, refusals } from './read.js';

/* Sources that are hostile, broken or too large: each is refused with its place and its reason, and none is more than an entry. */

const DATASET = '<https://x.example/a> a <http://www.w3.org/ns/dcat#Dataset> ; <http://purl.org/dc/terms/title> "A" .\n';
const XML = (inside: string, doctype = ''): string =>
  `<?xml version="1.0"?>\n${doctype}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/" xmlns:dcat="http://www.w3.org/ns/dcat#">\n<dcat:Dataset rdf:about="https://x.example/a">${inside}</dcat:Dataset>\n</rdf:RDF>`;
const CONTEXT = { dct: 'http://purl.org/dc/terms/', dcat: 'http://www.w3.org/ns/dcat#' };
const nested = (depth: number, open: string, close: string, inside: string): string => open.repeat(depth) + inside + close.repeat(depth);

async function refused(text: string | Uint8Array, options?: ReadDcatApOptions): Promise<string> {
  const entries = await readEntries(text, options);
  expect(entries).toHaveLength(1);
  return refusals(entries).join('\n');
}

describe('Turtle', () => {
  test('that breaks off within a statement is refused as a whole', async () => {
    expect(await refused(DATASET + '\n<https://x.example/b> a <http://www.w3.org/ns/dcat#Data')).toMatch(/^3 TURTLE Expected a dot .*nothing of it was imported/);
    expect(await refused(`${DATASET}<https://x.example/b> <urn:p> """never ended`)).toMatch(/^2 TURTLE /);
  });

  test('with a statement that is too long, too much text or too many statements', async () => {
    expect(await refused(`${DATASET}<urn:a> <urn:p> "${'x'.repeat(5_000)}" .`, { limits: { statementCharacters: 1_000 } })).toMatch(/^2 TOO_LARGE Expected a statement of at most 1000/);
    expect(await refused(DATASET.repeat(20), { limits: { characters: 10 } })).toMatch(/TOO_LARGE Expected texts of at most 10 characters/);
    expect(await refused(DATASET.repeat(20), { limits: { statements: 30 } })).toMatch(/TOO_LARGE Expected at most 30 statements/);
    expect(await refused(DATASET.repeat(20), { limits: { bytes: 100, jsonLdBytes: 100 } })).toMatch(/TOO_LARGE Expected a file of at most 100 bytes/);
  });

  test('whose brackets are nested without end is a mistake like any other', async () => {
    const entries = await readEntries(`<urn:a> <urn:p> ${nested(20_000, '[ <urn:p> ', ' ]', '1')} .\n${DATASET}`);
    expect(entries.at(-1)).toMatchObject({ ok: true });
  });
});

describe('a file', () => {
  test('that is not UTF-8', async () => {
    expect(await refused(Buffer.concat([Buffer.from(`${DATASET}# `), Buffer.from([0xb9, 0xab, 0x0a])]))).toMatch(/^2 ENCODING Expected UTF-8 .*iconv/);
    expect(await refused(Buffer.from(`\uFEFF${DATASET}`, 'utf16le'))).toMatch(/^1 ENCODING .*UTF-16/);
    expect(await refused(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0x00, 0x9c]))).toMatch(/ENCODING/);
  });

  test('without anything of DCAT', async () => {
    for (const text of ['', '  \n', '# nothing', '<urn:a> <urn:p> 1 .', '{}', '[]', XML('').replace(/<dcat:Dataset.*/, '')]) expect(await refused(text)).toMatch(/NO_RECORDS|RDF_XML/);
  });

  test('with an id of which a character is mistyped: no new record is made of it', async () => {
    const entries = await readEntries(DATASET.replaceAll('https://x.example/a', 'https://catalog.example.cn/id/310000-DS-0000000132-P'));
    expect(entries.map((entry) => entry.ok && entry.value)).toContainEqual(
      expect.objectContaining({ outcome: 'REJECTED', identifier: null, problems: [expect.objectContaining({ field: 'id', rule: 'CHECK_CHARACTER', message: expect.stringContaining('a character may be mistyped') })] }),
    );
  });

  test('may begin with a byte order mark', async () => {
    expect((await readEntries(`\uFEFF${DATASET}`)).at(-1)).toMatchObject({ ok: true, value: { outcome: 'RECORD' } });
  });
});

describe('JSON-LD', () => {
  const document = (more: object): string => JSON.stringify({ '@context': CONTEXT, '@id': 'https://x.example/a', '@type': 'dcat:Dataset', 'dct:title': 'A', ...more });

  test('whose context is elsewhere: nothing is fetched', async () => {
    expect(await refused(document({ '@context': 'https://evil.example/context.jsonld' }))).toMatch(/^1 CONTEXT Expected the context within the file, for nothing is fetched: .*https:\/\/evil\.example\/context\.jsonld/);
    expect(await refused(document({ '@context': [CONTEXT, { '@import': 'https://evil.example/context.jsonld' }] }))).toMatch(/CONTEXT/);
    expect(await refused(`{"@context":"file:///etc/passwd","@graph":[${document({})}]}`)).toMatch(/CONTEXT/);
    const known = await readEntries(document({ '@context': 'https://known.example/' }), { contexts: { 'https://known.example/': { '@context': CONTEXT } } });
    expect(known.at(-1)).toMatchObject({ ok: true, value: { outcome: 'RECORD' } });
  });

  test.each<[string, (iri: string) => object]>([
    ['an id', (iri) => ({ '@id': iri })],
    ['a type', (iri) => ({ '@type': ['dcat:Dataset', iri] })],
    ['a property', (iri) => ({ [iri]: 'x' })],
    ['what a property leads to', (iri) => ({ 'dct:source': { '@id': iri } })],
    ['a text that its context calls an address', (iri) => ({ 'dct:source': [iri] })],
    ['a context', (iri) => ({ '@context': { ...CONTEXT, x: iri } })],
    ['a base', (iri) => ({ '@context': { ...CONTEXT, '@base': iri } })],
  ])('with an IRI of two million characters as %s', async (_, more) => {
    const began = performance.now();
    expect(await refused(document(more(`https://x.example/${'a'.repeat(2_000_000)}`)))).toBe('1 TOO_LARGE Expected an IRI of at most 8192 characters but got one of 2000018.');
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test('with long texts is read', async () => {
    const long = `https: ${'a '.repeat(10_000)}`;
    expect((await readEntries(document({ 'dct:description': [long, { '@value': 'b:'.repeat(10_000), '@language': 'en' }] }))).at(-1)).toMatchObject({ ok: true, value: { outcome: 'RECORD' } });
  });

  test('that runs in circles: a context by itself, resources and lists by each other', async () => {
    expect(await refused(document({ '@context': { ...CONTEXT, a: 'b:x', b: 'a:x' } }))).toMatch(/JSON_LD .*cyclic/i);
    const circle = { '@id': 'https://x.example/a', 'dct:source': { '@id': 'https://x.example/b', '@type': 'dcat:Dataset', 'dct:title': 'B', 'dct:source': { '@id': 'https://x.example/a' } } };
    expect((await readEntries(document(circle))).filter((entry) => entry.ok && (entry.value as { outcome: string }).outcome === 'RECORD')).toHaveLength(2);
    const list = '_:l <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:l ; <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> <urn:i> .\n';
    expect((await readEntries(`${DATASET}<https://x.example/a> <urn:ucat:def:items> _:l .\n${list}`)).at(-1)).toMatchObject({ ok: true, value: { outcome: 'RECORD' } });
  });

  test('that is nested too deep, broken or too large', async () => {
    expect(await refused(`{"@context":${JSON.stringify(CONTEXT)},"dct:title":${nested(200_000, '[', ']', '')}}`)).toMatch(/^1 DEPTH Expected objects nested at most 100 deep/);
    expect(await refused(document({}).slice(0, -9))).toMatch(/^1 JSON Expected a member name/);
    expect(await refused(`{"a":\n\n nul}`)).toMatch(/^3 JSON /);
    expect(await refused(document({}), { limits: { jsonLdBytes: 50 } })).toMatch(/TOO_LARGE Expected JSON-LD of at most 50 bytes/);
  });

  test('whose context is large and is to be gone through too often', async () => {
    const large = { ...CONTEXT, ...Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`term${String(index)}`, `https://x.example/${String(index)}`])) };
    expect(await refused(`{"@context":${JSON.stringify(large)},"@graph":[${'{},'.repeat(20_000)}{}]}`)).toMatch(/^1 TOO_LARGE Expected a shorter context for 20001 resources/);
  });

  test('that names what objects inherit is plain data', async () => {
    const entries = await readEntries(`{"@context":{"dct":"http://purl.org/dc/terms/","dcat":"http://www.w3.org/ns/dcat#"},"@graph":[{"@id":"https://x.example/a","@type":"dcat:Dataset","dct:title":"A","__proto__":{"x":1},"constructor":"c"}]}`);
    expect(entries.at(-1)).toMatchObject({ ok: true, value: { outcome: 'RECORD' } });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('RDF/XML', () => {
  test('with entities from elsewhere, or that could swell', async () => {
    expect(await refused(XML('<dct:title>&x;</dct:title>', '<!DOCTYPE r [ <!ENTITY x SYSTEM "file:///etc/passwd"> ]>\n'))).toMatch(/^2 EXTERNAL_ENTITY Expected no entity or DTD from elsewhere/);
    expect(await refused(XML('', '<!DOCTYPE r PUBLIC "-//X" "https://evil.example/x.dtd">\n'))).toMatch(/^2 EXTERNAL_ENTITY/);
    expect(await refused(XML('', '<!DOCTYPE r [ <!ENTITY % p "x"> %p; ]>\n'))).toMatch(/EXTERNAL_ENTITY Expected no parameter entity/);
    expect(await refused(XML('<dct:title>&b;</dct:title>', '<!DOCTYPE r [ <!ENTITY a "aaaa"> <!ENTITY b "&a;&a;&a;"> ]>\n'))).toMatch(/EXTERNAL_ENTITY Expected entities that stand for the beginning of an IRI/);
  });

  test('that is not well-formed is refused as a whole, with the line', async () => {
    expect(await refused(XML('\n<dct:title>A</dct:titel>'))).toMatch(/^4 RDF_XML Expected well-formed RDF\/XML: .*Nothing of the file was imported/);
    for (const cut of [1, 12, 20, 60]) expect(await refused(XML('<dct:title>A</dct:title>').slice(0, -cut))).toMatch(/RDF_XML/);
    expect(await refused(XML('<dct:title>&nope;</dct:title>'))).toMatch(/RDF_XML .*entity/i);
    expect(await refused(XML('<dct:title>A & B</dct:title>'))).toMatch(/RDF_XML/);
    expect(await refused('<!-- '.padEnd(70_000))).toMatch(/RDF_XML Expected RDF\/XML but the beginning/);
  });

  test('that is nested too deep', async () => {
    expect(await refused(XML(nested(50_000, '<dct:p><dct:R>', '</dct:R></dct:p>', '')))).toMatch(/DEPTH Expected elements nested at most 100 deep/);
  });
});
