import { randomNumbers } from '../../bench/lib/random.js';

const TOKENS = ['"', "'", '"""', '<', '>', '{', '}', '[', ']', '(', ')', '.', ' . ', ';', ',', '\\', '#', '@', '^^', '_:', ':', '\u0000', '\uFFFD', '\n', '&', '&x;', '<!--', ']]>', '<!DOCTYPE a [', 'null', '1e999', '"@context":"https://x.example/"', '"@id":"_:a"'];

/** A file as something between its writer and us might have left it: cut, repeated, its bytes changed, a piece moved, its encoding lost. */
export function mutate(bytes: Uint8Array, seed: number): Uint8Array {
  const random = randomNumbers(seed);
  const at = (length = bytes.length): number => Math.floor(random() * length);
  let text = Buffer.from(bytes);
  for (let count = 1 + Math.floor(random() * 4); count > 0; count -= 1) text = ways[Math.floor(random() * ways.length)]?.(text, at, random) ?? text;
  return text;
}

type Way = (text: Buffer, at: (length: number) => number, random: () => number) => Buffer<ArrayBuffer>;

const splice = (text: Buffer, from: number, removed: number, inserted: Uint8Array): Buffer<ArrayBuffer> => Buffer.concat([text.subarray(0, from), inserted, text.subarray(from + removed)]);

const ways: readonly Way[] = [
  (text, at) => Buffer.from(text.subarray(0, at(text.length))),
  (text, at) => splice(text, at(text.length), 1 + at(40), Buffer.alloc(0)),
  (text, at) => splice(text, at(text.length), 0, Buffer.from(TOKENS[at(TOKENS.length)] as string)),
  (text, at) => splice(text, at(text.length), 1, Buffer.from([at(256)])),
  (text, at) => splice(text, at(text.length), 0, text.subarray(at(text.length)).subarray(0, at(2_000))),
  (text, at) => splice(text, at(text.length), 0, Buffer.from((TOKENS[at(TOKENS.length)] as string).repeat(1 + at(3_000)))),
  (text, at) => splice(text, at(text.length), 0, Buffer.from('长'.repeat(at(20_000)))),
  (text) => Buffer.from(text.toString('utf8'), 'latin1'),
  (text, _, random) => (random() < 0.2 ? Buffer.from(text.toString('utf8'), 'utf16le') : Buffer.from(text)),
];
