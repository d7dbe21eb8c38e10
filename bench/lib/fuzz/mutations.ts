import type { Random } from '../random.js';

/** Makes a damaged input of a sound one. */
export type Mutation = (bytes: Buffer, random: Random) => Buffer;

/** What parsers stumble over. */
const TOKENS = [
  '"', "'", '\\', ',', ';', '\t', '\r', '\n', '\0', '\ufeff', '{', '}', '[', ']', '<', '>', '&', '|', '#', '@', '^^', '_:b', '<>', '""', "'''", '"""',
  '\\u0000', '\\ud800', '\\uD834\\uDD1E', '_x0000_', '_xD800_', '&#0;', '&#xD800;', '&lt;', '<![CDATA[', ']]>', '<!--', '-->', '<?x?>',
  '__proto__', 'constructor', 'toString', 'null', 'true', '1e999', '-1e-999', '99999999999999999999', '0x10', 'NaN', '-0',
  '"@context": "https://contexts.example/remote.jsonld"', '"@id": "_:loop"', '"@type": "@id"', '"@graph": []', '"@reverse": {}', '"@list": [[]]', '"@nest": "@nest"', '"@import": "https://contexts.example/i.jsonld"',
  '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/e">]>', '&e;', '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', '@prefix : <http://127.0.0.1:9/> .', '@base <file:///etc/> .',
  '=1+1', '#REF!', '2024-02-30', '9999999-12-31', '信息资源名称', '无', '、', '（', '&a;', '*a', '&a [*a, *a]', '!!js/function x', '<<: *a', '---\n',
] as const; // prettier-ignore

const NESTS: readonly (readonly [string, string])[] = [
  ['[', ']'],
  ['{"a":', '}'],
  ['<a>', '</a>'],
  ['(', ')'],
  ['[ <http://a.example/p> ', ' ]'],
  ['"@graph":[{', '}]'],
  ['- ', '\n'],
  ['（', '）'],
];

const truncated: Mutation = (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1));

const flipped: Mutation = (bytes, random) => {
  const copy = Buffer.from(bytes);
  for (let count = 1 + random.below(20); count > 0 && copy.length > 0; count -= 1) copy[random.below(copy.length)] = random.below(256);
  return copy;
};

const cut: Mutation = (bytes, random) => {
  const [from, to] = slice(bytes, random);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
};

const repeated: Mutation = (bytes, random) => {
  const [from, to] = slice(bytes, random);
  const times = random.below(50) === 0 ? Math.min(20_000, Math.ceil((4 * 1024 * 1024) / Math.max(1, to - from))) : 1 + random.below(5);
  return Buffer.concat([bytes.subarray(0, to), ...Array.from({ length: times }, () => bytes.subarray(from, to)), bytes.subarray(to)]);
};

const exchanged: Mutation = (bytes, random) => {
  const [from, to] = slice(bytes, random);
  const end = to + random.below(bytes.length - to + 1);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to, end), bytes.subarray(from, to), bytes.subarray(end)]);
};

const inserted: Mutation = (bytes, random) => {
  let changed = bytes;
  for (let count = 1 + random.below(4); count > 0; count -= 1) changed = insert(changed, Buffer.from(random.pick(TOKENS)), random);
  return changed;
};

const nested: Mutation = (bytes, random) => {
  const [open, close] = random.pick(NESTS);
  const depth = random.pick([50, 500, 20_000, 100_000]);
  const isClosed = random.below(2) === 0;
  return insert(bytes, Buffer.from(open.repeat(depth) + (isClosed ? '1' + close.repeat(depth) : '')), random);
};

const inAnotherEncoding: Mutation = (bytes, random) => {
  const text = bytes.toString('utf8');
  const chosen = random.below(4);
  if (chosen === 0) return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (chosen === 1) return Buffer.from(text, 'latin1');
  if (chosen === 2) return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
  return insert(bytes, Buffer.from(random.pick([[0xff], [0xc0, 0x80], [0xe6, 0xb0], [0xc4, 0xe3, 0xba, 0xc3], [0xed, 0xa0, 0x80], [0x80]])), random);
};

const long: Mutation = (bytes, random) => (random.below(20) === 0 ? insert(bytes, Buffer.from(random.pick(['a', '水', '\n', ' ', ',', '"a",']).repeat(1_000_000)), random) : insert(bytes, Buffer.from('x'.repeat(40_000)), random));

export const MUTATIONS: readonly Mutation[] = [truncated, flipped, cut, repeated, exchanged, inserted, inserted, nested, inAnotherEncoding, long];

/** One to three damages, one after the other. */
export function mutate(bytes: Buffer, random: Random): Buffer {
  let changed = bytes;
  for (let count = 1 + random.below(3); count > 0; count -= 1) changed = random.pick(MUTATIONS)(changed, random);
  return changed;
}

function slice(bytes: Buffer, random: Random): readonly [number, number] {
  const from = random.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + random.below(400))];
}

function insert(bytes: Buffer, piece: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}
