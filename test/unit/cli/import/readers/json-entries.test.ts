import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readJsonEntries } from '../../../../../cli/import/readers/json-entries.js';
import type { SourceEntry } from '../../../../../cli/import/readers/source-reader.js';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

const LISTS = [[], ['result'], ['result', 'results'], ['dataset']];

async function read(text: string | Buffer, { size = 5, ...limits }: { readonly size?: number; readonly characters?: number; readonly depth?: number } = {}): Promise<readonly SourceEntry[]> {
  const entries: SourceEntry[] = [];
  for await (const entry of readJsonEntries({ lists: LISTS, ...limits })(inPieces(Buffer.from(text as string), size))) entries.push(entry);
  return entries;
}

const values = (entries: readonly SourceEntry[]) => entries.map((entry) => (entry.ok ? entry.value : entry.message));

describe('entries of a JSON text, as a stream', () => {
  test.each([
    ['a list', '[1, {"a": [2]}, "水", null, -1.5e3]', [1, { a: [2] }, '水', null, -1500]],
    ['a list in a member', '{"title": "x", "n": 1, "o": {"dataset": 9}, "dataset": [{"a": "]}"}, {}]}', [{ a: ']}' }, {}]],
    ['a list deeper inside', '{"success": true, "result": {"count": 2, "results": [{"id": 1}, {"id": 2}], "facets": {}}}', [{ id: 1 }, { id: 2 }]],
    ['an empty list', '{"dataset": [ ]}', []],
    ['a text without a list', '{"success": true, "result": {"id": "a"}}', [{ success: true, result: { id: 'a' } }]],
    ['one text a line', '{"id":1}\n{"id":2}\r\n', [{ id: 1 }, { id: 2 }]],
    ['nothing', ' \n', []],
    ['an empty object', '{}', [{}]],
    ['a string with every escape', '["\\"\\\\\\/\\b\\f\\n\\r\\t\\u6c34"]', ['"\\/\b\f\n\r\t水']],
  ])('%s', async (_, text, expected) => {
    expect(values(await read(text))).toEqual(expected);
    expect(values(await read(text, { size: 1 }))).toEqual(expected);
  });

  test('say at which line they begin', async () => {
    expect((await read('{"dataset": [\n{},\n\n{"a":\n1}]}')).map(({ line }) => line)).toEqual([2, 4]);
  });

  test('gives back whatever was written, however the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), fc.nat(2), async (list, size, space) => {
        const written = JSON.parse(JSON.stringify(list)) as unknown[];
        expect(values(await read(JSON.stringify({ dataset: list, after: 1 }, null, space), { size }))).toEqual(written);
      }),
    );
  });

  test.each([
    ['[1, 2', [1, 2, expect.stringMatching(/^Expected .* but the text ends\. What follows was not read\.$/)]],
    ['{"dataset": [{"a": 1}, {"b"', [{ a: 1 }, expect.stringMatching(/^Expected the end of a value, but the text ends/)]],
    ['{"dataset": [1] "x": 2}', [1, 'Expected a comma or } but got "\\"". What follows was not read.']],
    ['{"dataset" [1]}', ['Expected a colon but got "[". What follows was not read.']],
    ['[1 2]', [1, 'Expected a comma or ] but got "2". What follows was not read.']],
    ['[1,]', [1, 'Expected a value but got "]". What follows was not read.']],
    ['{"dataset": [tru, {"a":}, {"b": 1}]}', ['Expected a value but got "t".', 'Expected a value but got "}".', { b: 1 }]],
  ])('%s: what stands before a mistake counts', async (text, expected) => {
    expect(values(await read(text))).toEqual(expected);
  });

  test('an entry that is too large or too deep costs itself', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(await read(`[1, "${'x'.repeat(5_000)}", ${deep}, 4]`, { size: 1_000, characters: 4_000 })).toMatchObject([{ value: 1 }, { ok: false, rule: 'TOO_LARGE' }, { ok: false, rule: 'TOO_LARGE' }, { value: 4 }]);
    expect(await read(`[${deep}, 4]`, { size: 1_000 })).toMatchObject([{ ok: false, rule: 'TOO_DEEP' }, { value: 4 }]);
    expect(await read('['.repeat(100_000), { size: 1_000 })).toMatchObject([{ ok: false, rule: 'JSON' }]);
  });

  test('a byte in another encoding is named by its place', async () => {
    const bytes = Buffer.concat([Buffer.from('[1,\n"水", "'), Buffer.from([0xc4, 0xe3]), Buffer.from('"]')]);
    expect(await read(bytes)).toMatchObject([{ value: 1 }, { value: '水' }, { ok: false, line: 2, column: 7, rule: 'ENCODING' }]);
  });
});
