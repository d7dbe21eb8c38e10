import { xlsxParts } from '../xlsx.js';
import { zip } from '../zip.js';
import type { FuzzInput } from './samples.js';

const MIB = 1024 * 1024;

/** Inputs that were made to harm: each of them must be refused, with a reason. */
export function hostileInputs(): readonly FuzzInput[] {
  const text = (name: string, content: string): FuzzInput => ({ name, bytes: Buffer.from(content) });
  return [
    { name: 'bomb.xlsx', bytes: bombWorkbook('xl/worksheets/sheet1.xml', 8 * MIB) },
    { name: 'bomb-strings.xlsx', bytes: bombWorkbook('xl/sharedStrings.xml', 8 * MIB) },
    { name: 'huge.xlsx', bytes: bombWorkbook('xl/worksheets/sheet1.xml', 1_000, 300 * MIB) },
    { name: 'lying.xlsx', bytes: bombWorkbook('xl/sharedStrings.xml', 8 * MIB, 1_000) },
    { name: 'entity.xlsx', bytes: xlsxWith('xl/workbook.xml', `${DOCTYPE}<workbook>&e;</workbook>`) },
    { name: 'billion-laughs.xlsx', bytes: xlsxWith('xl/sharedStrings.xml', laughs('sst')) },
    text('entity.rdf', `${DOCTYPE}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="&e;"/></rdf:RDF>`),
    text('billion-laughs.rdf', laughs('rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"')),
    text('remote-context.jsonld', '{"@context":"https://contexts.example/not-shipped.jsonld","@id":"https://a.example/1","@type":"Dataset"}'),
    text('remote-import.jsonld', '{"@context":{"@version":1.1,"@import":"https://contexts.example/i.jsonld"},"@id":"https://a.example/1"}'),
    text('cyclic-context.jsonld', '{"@context":{"a":{"@id":"b:x"},"b":"a:y"},"a:x":"1"}'),
    text('deep.jsonld', `{"@context":{"p":"https://a.example/p"},${'"p":{'.repeat(50_000)}${'}'.repeat(50_000)}}`),
    text('deep.ttl', `<https://a.example/1> <https://a.example/p> ${'[ <https://a.example/p> '.repeat(100_000)}`),
    text('deep.rdf', `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${'<rdf:Description>'.repeat(100_000)}`),
    text('deep.data.json', `{"dataset":[${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}]}`),
    text('deeper.data.json', '['.repeat(3_000_000)),
    text('deep.ckan.json', `[{"id":"1","title":"t","extras":[{"key":"spatial","value":${JSON.stringify(`{"type":"Polygon","coordinates":${'['.repeat(50_000)}1${']'.repeat(50_000)}}`)}}]},`),
    { ...text('aliases.yaml', `a: &a [x, x, x, x, x, x, x, x, x]\n${aliases('bcdefghi')}`), mapping: 'dgtw' },
    { ...text('deep.yaml', `${'['.repeat(20_000)}`), mapping: 'dgtw' },
    { ...text('deep.ndjson', `${'['.repeat(1_000_000)}\n`), mapping: 'dgtw' },
    text('quote.csv', `信息资源名称,摘要\n"${'x'.repeat(20 * MIB)}`),
    { name: 'utf16.csv', bytes: Buffer.from('\ufeff信息资源名称,摘要\n', 'utf16le') },
  ];
}

/** A node that says that it is its own part, in words that are valid: it is read like any other. */
export const cyclicGraph: FuzzInput = {
  name: 'cyclic.jsonld',
  bytes: Buffer.from('{"@context":{"dcat":"http://www.w3.org/ns/dcat#","dct":"http://purl.org/dc/terms/"},"@graph":[{"@id":"urn:a","@type":"dcat:Dataset","dct:isPartOf":{"@id":"urn:b"}},{"@id":"urn:b","@type":"dcat:Dataset","dct:isPartOf":{"@id":"urn:a","dct:hasPart":{"@id":"urn:b"}}}]}'),
};

const DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/secret">]>';

function laughs(root: string): string {
  const entities = Array.from({ length: 20 }, (_, index) => `<!ENTITY e${String(index + 1)} "${`&e${String(index)};`.repeat(10)}">`).join('');
  return `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">${entities}]><${root}>&e20;</${root.split(' ')[0] ?? ''}>`;
}

const aliases = (names: string): string => [...names].map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghi'[index] ?? 'a'}`).join(', ')}]\n`).join('');

const sheets = [{ name: 's', rows: [['信息资源名称', '摘要'], ['a', 'b']] }];

const xlsxWith = (part: string, xml: string): Buffer => zip(xlsxParts({ sheets, parts: { [part]: xml } }));

function bombWorkbook(part: string, size: number, toldBytes?: number): Buffer {
  const bomb = { name: part, bytes: Buffer.alloc(size, ' '), ...(toldBytes !== undefined && { toldBytes }) };
  return zip(xlsxParts({ sheets }).map((one) => (one.name === part ? bomb : one)));
}
