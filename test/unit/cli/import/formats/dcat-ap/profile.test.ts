import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadRequest } from '../../../../../../cli/bad-request.js';
import { checkSource } from '../../../../../../cli/import/check-request.js';
import { openImport } from '../../../../../../cli/import/open-import.js';
import { writeJsonLd } from '../../../../../../schema/formats/dcat-ap/write-json-ld.js';
import { writeRdfXml } from '../../../../../../schema/formats/dcat-ap/write-rdf-xml.js';
import { writeTurtle } from '../../../../../../schema/formats/dcat-ap/write-turtle.js';
import type { ExportRecord } from '../../../../../../schema/formats/export-record.js';
import { LocalNode } from '../../../../../support/local-node.js';
import { published, textOf } from '../../../../../support/published.js';

let folder: string;
let node: LocalNode;
const OFFICE = '310000-OR-0000000001-V';
const office: ExportRecord = published({ kind: 'ORGANIZATION', id: OFFICE, titles: [{ lang: 'zh', text: '局' }] });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dcat-ap-profile-'));
  node = new LocalNode(['310000']);
});

afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test("a file's ending tells its syntax; with --format dcat-ap its beginning does", async () => {
  const files = [
    { file: file('a.ttl', await textOf(writeTurtle([office]))) },
    { file: file('a.jsonld', await textOf(writeJsonLd([office]))) },
    { file: file('a.RDF', await textOf(writeRdfXml([office]))) },
    { file: file('a.xml', await textOf(writeRdfXml([office]))), format: 'dcat-ap' },
    { file: file('turtle.txt', await textOf(writeTurtle([office]))), format: 'dcat-ap' },
    { file: file('json.txt', await textOf(writeJsonLd([office]))), format: 'dcat-ap' },
    { file: file('xml.txt', await textOf(writeRdfXml([office]))), format: 'dcat-ap' },
  ];
  for (const request of files) {
    const { report, rejections } = await node.import(await openImport(request));
    expect({ ...report, rejections }).toMatchObject({ entries: 1, rejected: 0, rejections: [] });
  }
  expect(await node.records()).toMatchObject([{ id: OFFICE, version: 1 }]);
});

test('what a file leaves open is taken from the request, and what was supplied is counted', async () => {
  const dataset = '@prefix dcat: <http://www.w3.org/ns/dcat#> . <urn:x:a> a dcat:Dataset ; <http://purl.org/dc/terms/title> "空气" .';
  const { report, rejections } = await node.import(await openImport({ file: file('open.ttl', dataset), system: 'portal', owner: OFFICE, access: 'OPEN' }));
  expect(rejections).toEqual([]);
  expect(report).toMatchObject({ created: 1, notes: { 'no description: the title': 1, 'no theme of the national list: other': 1 } });
  expect(await node.records()).toContainEqual(expect.objectContaining({ kind: 'DATASET', owner: OFFICE, openness: 'OPEN', sources: [{ system: 'portal', identifier: 'urn:x:a' }] }));
});

test('who has a record rejected takes along what it owns, and nothing else', async () => {
  const graph = `@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
    <urn:x:bad> a foaf:Agent ; foaf:name "B" ; foaf:homepage <mailto:a@example.org> . <urn:x:b> a dcat:Dataset ; dct:title "B" ; dct:publisher <urn:x:bad> .
    <urn:x:c> a dcat:Dataset ; dct:title "C" ; dct:publisher "C" ; dct:source <urn:x:b> .`;
  const { report, rejections } = await node.import(await openImport({ file: file('bad.ttl', graph) }));
  expect(rejections.map(({ identifier, problems }) => [identifier, problems.map(({ field, rule }) => `${field} ${rule}`)])).toEqual([['urn:x:bad', ['homepage URL']], ['urn:x:b', ['owner OWNER']]]);
  expect(report).toMatchObject({ created: 2, rejected: 2, notes: { 'derivedFrom: a link to a record that was rejected was left out': 1 } });
});

test('a request that can not be meant is refused before anything is read', () => {
  const path = file('b.ttl', '');
  expect(() => checkSource({ file: path, owner: 'me' })).toThrow(BadRequest);
  expect(() => checkSource({ file: path, access: 'public' })).toThrow('--access: expected one of OPEN, CONDITIONAL, CLOSED but got public.');
});
