import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readCsv } from '../../../../../cli/import/readers/read-csv.js';
import { readJson } from '../../../../../cli/import/readers/read-json.js';
import { readNdjson } from '../../../../../cli/import/readers/read-ndjson.js';
import { readYaml } from '../../../../../cli/import/readers/read-yaml.js';
import type { SourceEntry, SourceReader } from '../../../../../cli/import/readers/source-reader.js';

/** The bytes in pieces of this size, as a stream may bring them. */
async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(reader: SourceReader, input: string | Uint8Array, size = 7): Promise<SourceEntry[]> {
  const entries: SourceEntry[] = [];
  for await (const entry of reader(inPieces(Buffer.from(input as string), size))) entries.push(entry);
  return entries;
}

const value = (line: number, what: unknown) => ({ ok: true, line, value: what });
const GBK = Buffer.from([0xc4, 0xe3, 0xba, 0xc3]);
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

describe('NDJSON', () => {
  test('one value a line; blank lines, CRLF and a missing last line end are no matter', async () => {
    expect(await read(readNdjson(), '{"a":1}\r\n\r\n  \n[2]\n"水"')).toEqual([value(1, { a: 1 }), value(4, [2]), value(5, '水')]);
    expect(await read(readNdjson(), '')).toEqual([]);
  });

  test('gives back whatever was written, however the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), fc.constantFrom('\n', '\r\n'), async (values, size, end) => {
        const text = values.map((one) => JSON.stringify(one)).join(end);
        const written = values.map((one) => JSON.parse(JSON.stringify(one)) as unknown);
        expect((await read(readNdjson(), text, size)).map((entry) => entry.ok && entry.value)).toEqual(written);
      }),
    );
  });

  test('a byte order mark is dropped, UTF-16 refused', async () => {
    expect(await read(readNdjson(), Buffer.concat([BOM, Buffer.from('1\n2')]), 2)).toEqual([value(1, 1), value(2, 2)]);
    await expect(read(readNdjson(), Buffer.from('\ufeff{}', 'utf16le'))).rejects.toThrow(/Expected UTF-8 but the file is UTF-16/);
  });

  test.each([
    ['{"a":1', 7, 'a comma or }, but the text ends'],
    ['{"a" 1}', 6, 'a colon but got "1"'],
    ['{a:1}', 2, 'a member name in double quotes but got "a"'],
    ['[1,]', 4, 'a value but got "]"'],
    ['{"水":tru}', 6, 'a value but got "t"'],
    ['{} {}', 4, 'the line to end after one value but got "{"'],
    ['{"a":01}', 6, 'a value but got "0"'],
    ['"a\tb"', 1, 'a value but got "\\""'],
    ['nul', 1, 'a value but got "n"'],
  ])('%s: says where it stops being JSON', async (text, column, expected) => {
    expect(await read(readNdjson(), `1\n${text}\n3`)).toMatchObject([value(1, 1), { ok: false, line: 2, column, rule: 'JSON', message: `Expected ${expected}.` }, value(3, 3)]);
  });

  test('whatever the engine refuses is located, and only that', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string(), fc.json().chain((text) => fc.nat(text.length).map((cut) => text.slice(0, cut)))), async (text) => {
        fc.pre(!/[\n\ufeff]/.test(text) && text.trim() !== '' && text.isWellFormed());
        let parses = true;
        try {
          JSON.parse(text);
        } catch {
          parses = false;
        }
        const [entry] = await read(readNdjson(), text);
        expect(entry?.ok).toBe(parses);
        if (entry && !entry.ok) expect(entry.message).toMatch(/^Expected .* (but got|but the text ends)/);
      }),
    );
  });

  test('nesting does not exhaust the stack', async () => {
    const deep = '['.repeat(200_000);
    expect(await read(readNdjson(), `${deep}\n1`, 65_536)).toMatchObject([{ ok: false, line: 1, column: 200_001, rule: 'JSON' }, value(2, 1)]);
  });

  test('a line in another encoding names its place and costs itself', async () => {
    const bytes = Buffer.concat([Buffer.from('{"a":"水'), GBK, Buffer.from('"}\n2')]);
    expect(await read(readNdjson(), bytes)).toMatchObject([{ ok: false, line: 1, column: 8, rule: 'ENCODING', excerpt: '{"a":"水' }, value(2, 2)]);
  });

  test('every wrong byte is found at its place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme-composite', maxLength: 20 }), fc.constantFrom([0xff], [0xc0, 0x80], [0xe6, 0xb0], [0xed, 0xa0, 0x80], [0x80]), fc.string({ unit: fc.constantFrom('a', ' ') }), async (before, wrong, after) => {
        fc.pre(!/[\n\ufeff]/.test(before) && before.isWellFormed());
        const [entry] = await read(readNdjson(), Buffer.concat([Buffer.from(before), Buffer.from(wrong), Buffer.from(after)]));
        expect(entry).toMatchObject({ ok: false, column: [...before].length + 1, rule: 'ENCODING' });
      }),
    );
  });

  test('a line over the limit is passed by without being kept', async () => {
    const text = `1\n"${'x'.repeat(5_000)}"\n3\n"${'y'.repeat(5_000)}"`;
    expect(await read(readNdjson(1_000), text, 64)).toMatchObject([value(1, 1), { ok: false, line: 2, rule: 'LINE_LENGTH' }, value(3, 3), { ok: false, line: 4, rule: 'LINE_LENGTH' }]);
  });

  test('a line of megabytes is whole', async () => {
    const long = '水'.repeat(700_000);
    expect(await read(readNdjson(), JSON.stringify(long), 65_536)).toEqual([value(1, long)]);
  });
});

describe('JSON', () => {
  test('the elements of an array with their lines', async () => {
    expect(await read(readJson(), '[\n  {"a": [1, {}]},\n  "水", 3\n]\n')).toEqual([value(2, { a: [1, {}] }), value(3, '水'), value(3, 3)]);
    expect(await read(readJson(), ' [ ] ')).toEqual([]);
    expect(await read(readJson(), Buffer.concat([BOM, Buffer.from('{"a":1}')]))).toEqual([value(1, { a: 1 })]);
  });

  test('a list inside, by its path', async () => {
    expect(await read(readJson('result.records'), '{"result": {"records": [1, 2]}}')).toEqual([value(1, 1), value(2, 2)]);
    expect(await read(readJson('result'), '{"rows": []}')).toMatchObject([{ ok: false, rule: 'ITEMS', message: 'Expected a list at result but found nothing there.' }]);
    expect(await read(readJson('a'), '{"a": [1}')).toMatchObject([{ ok: false, column: 9, rule: 'JSON' }]);
  });

  test('what stands before a mistake still counts', async () => {
    expect(await read(readJson(), '[1,\n 2,\n {"a": }, 4]')).toMatchObject([value(1, 1), value(2, 2), { ok: false, line: 3, column: 8, rule: 'JSON', message: 'Expected a value but got "}". What follows was not read.' }]);
    expect(await read(readJson(), '[1, {"a": "b')).toMatchObject([value(1, 1), { ok: false, line: 1, column: 11 }]);
    expect(await read(readJson(), '[1, 2')).toMatchObject([value(1, 1), value(1, 2), { ok: false, message: 'Expected a comma or ], but the text ends. What follows was not read.' }]);
    expect(await read(readJson(), '[1, ]')).toMatchObject([value(1, 1), { ok: false, column: 5, message: 'Expected a value but got "]". What follows was not read.' }]);
    expect(await read(readJson(), '[1] x')).toMatchObject([value(1, 1), { ok: false, column: 5 }]);
    expect(await read(readJson(), '')).toMatchObject([{ ok: false, line: 1, column: 1 }]);
  });

  test('gives back any array', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 1, '\t'), async (values, space) => {
        const text = JSON.stringify(values, null, space);
        expect((await read(readJson(), text, 1_000)).map((entry) => entry.ok && entry.value)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('another encoding names its place', async () => {
    expect(await read(readJson(), Buffer.concat([Buffer.from('[\n"a'), GBK]))).toMatchObject([{ ok: false, line: 2, column: 3, rule: 'ENCODING' }]);
  });
});

describe('CSV', () => {
  test('a header, then a record a line; quotes hold commas, line ends and quotes', async () => {
    const text = '名称,备注\r\n水位,"a, ""b""\r\nc"\r\n\r\n流量,\r\n';
    expect(await read(readCsv(), text, 5)).toMatchObject([{ ok: true, value: { 名称: '水位', 备注: 'a, "b"\nc' } }, { ok: true, line: 5, value: { 名称: '流量', 备注: '' } }]);
    expect(await read(readCsv(), Buffer.concat([BOM, Buffer.from('a,b\n1,2')]), 2)).toMatchObject([{ value: { a: '1', b: '2' } }]);
    expect(await read(readCsv({ delimiter: '\t' }), 'a\tb\n1\t2')).toMatchObject([{ value: { a: '1', b: '2' } }]);
  });

  test('a line with too many or too few fields costs itself', async () => {
    expect(await read(readCsv(), 'a,b\n1,2\n3\n4,5,6\n7,8\n')).toMatchObject([
      { ok: true, value: { a: '1' } },
      { ok: false, line: 3, rule: 'CSV' },
      { ok: false, line: 4, rule: 'CSV' },
      { ok: true, value: { a: '7' } },
    ]);
  });

  test('a wrong quote ends the reading, and what stands before it is kept', async () => {
    expect(await read(readCsv(), 'a,b\n1,2\n3,"x\n4,5\n')).toMatchObject([{ ok: true, value: { a: '1' } }, { ok: false, rule: 'CSV', message: expect.stringMatching(/What follows was not read/) }]);
    expect(await read(readCsv(), 'a,b\n1,2\n"3"x,4\n5,6\n"7",8\n9,0\n')).toMatchObject([{ ok: true, value: { a: '1' } }, { ok: false, line: 3, rule: 'CSV' }]);
  });

  test('a column without a name of its own is refused', async () => {
    expect(await read(readCsv(), 'a,a\n1,2')).toMatchObject([{ ok: false, line: 1, rule: 'HEADER', message: expect.stringContaining('got "a"') }]);
    expect(await read(readCsv(), 'a, \n1,2')).toMatchObject([{ ok: false, rule: 'HEADER' }]);
  });

  test('another encoding names its place, and what stands before it is kept', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n水,2\nx,'), GBK, Buffer.from('\n5,6\n')]);
    expect(await read(readCsv(), bytes, 3)).toMatchObject([{ ok: true, value: { a: '水', b: '2' } }, { ok: false, line: 3, rule: 'CSV', message: expect.stringMatching(/^Column 3: Expected UTF-8 .* What follows was not read\.$/) }]);
  });

  test('gives back whatever was written, with its lines, however the stream is cut', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', '水', '"', ',', '\n', ' ') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(field, field), { maxLength: 5 }), fc.integer({ min: 1, max: 30 }), async (rows, size) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = ['a,b', ...rows.map((row) => row.map(quote).join(','))].join('\r\n');
        let line = 2;
        const expected = rows.map(([a, b]) => {
          const entry = value(line, { a, b });
          line += `${a}${b}`.split('\n').length;
          return entry;
        });
        expect(await read(readCsv(), text, size)).toEqual(expected);
      }),
    );
  });
});

describe('YAML', () => {
  test('the elements of a list, or several documents', async () => {
    expect(await read(readYaml(), '- a: 水\n- [1, 2]\n')).toEqual([value(1, { a: '水' }), value(2, [1, 2])]);
    expect(await read(readYaml(), 'a: 1\n---\nb: 2\n')).toEqual([value(1, { a: 1 }), value(3, { b: 2 })]);
    expect(await read(readYaml(), '')).toEqual([]);
  });

  test('a mistake names its place and costs its document', async () => {
    expect(await read(readYaml(), 'a: [1\nb: 2\n---\nc: 3\n')).toMatchObject([{ ok: false, rule: 'YAML', line: 2 }, value(4, { c: 3 })]);
    expect(await read(readYaml(), Buffer.concat([Buffer.from('- 1\n- '), GBK]))).toMatchObject([{ ok: false, line: 2, column: 3, rule: 'ENCODING' }]);
  });
});
