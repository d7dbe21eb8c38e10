import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNodeKey, isPublicKey, isSignedBy, nodeKeyFile, nodeKeyIn, readNodeKey } from '../../../../subgraphs/kit/identity/node-key.js';
import { prove, statement } from '../../../../subgraphs/kit/identity/statements.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ucat-key-'));
  file = nodeKeyFile(join(folder, 'not', 'there'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a node's key", () => {
  test('is kept where only its owner reads it, and is the same when it is read again', () => {
    const key = createNodeKey(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(isPublicKey(key.publicKey)).toBe(true);
    const again = readNodeKey(file)!;
    expect(again.publicKey).toBe(key.publicKey);
    expect(again.sign('text')).toBe(key.sign('text'));
  });

  test('is made where there is none yet, and never instead of one that can not be read', () => {
    const { publicKey } = nodeKeyIn(file);
    expect([nodeKeyIn(file).publicKey, readNodeKey(file)!.publicKey]).toEqual([publicKey, publicKey]);
    writeFileSync(file, 'secret');
    expect(() => nodeKeyIn(file)).toThrow('expected an Ed25519 private key as a JWK');
    expect(readFileSync(file, 'utf8')).toBe('secret');
  });

  test('is never written over', () => {
    createNodeKey(file);
    const before = readFileSync(file);
    expect(() => createNodeKey(file)).toThrow('EEXIST');
    expect(readFileSync(file)).toEqual(before);
  });

  test('is null where there is no file, and refused, without its text, where the file holds none', () => {
    expect(readNodeKey(file)).toBeNull();
    const other = join(folder, 'other.json');
    for (const text of ['secret', '{}', '{"kty":"OKP","crv":"X25519","x":"a","d":"secret"}']) {
      writeFileSync(other, text);
      expect(() => readNodeKey(other)).toThrow(/^.*other\.json: expected an Ed25519 private key as a JWK\.$/);
    }
  });
});

describe('a signature', () => {
  test('holds for the text and the key that it was made with, and for no other', () => {
    const key = createNodeKey(file);
    const other = createNodeKey(join(folder, 'other.json'));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, another) => {
        const signature = key.sign(text);
        expect(isSignedBy(key.publicKey, text, signature)).toBe(true);
        expect(isSignedBy(other.publicKey, text, signature)).toBe(false);
        expect(isSignedBy(key.publicKey, another, signature)).toBe(text === another);
      }),
      { numRuns: 50 },
    );
  });

  test('known answer: RFC 8032, 7.1, test 1', () => {
    const [publicKey, signature] = ['d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'].map((hex) => Buffer.from(hex, 'hex').toString('base64url'));
    expect(isSignedBy(publicKey!, '', signature!)).toBe(true);
    expect(isSignedBy(publicKey!, ' ', signature!)).toBe(false);
  });

  test('of another form is none, whatever is sent', () => {
    const key = createNodeKey(file);
    fc.assert(
      fc.property(fc.string(), fc.string(), (publicKey, signature) => {
        expect(isSignedBy(publicKey, 'x', signature)).toBe(false);
        expect(isSignedBy(key.publicKey, 'x', signature)).toBe(false);
      }),
    );
    // Another spelling of the same bytes is not taken: one signature, one text.
    expect(isSignedBy(key.publicKey, 'x', `${key.sign('x')}=`)).toBe(false);
  });
});

describe('a statement', () => {
  test('says what it is for, in one spelling whatever the order', () => {
    expect(statement('leave', { registry: 'r', at: 't', code: 'MEE' })).toBe('{"at":"t","code":"MEE","purpose":"leave","registry":"r"}');
    expect(statement('leave', { purpose: 'control' })).toBe('{"purpose":"leave"}');
  });

  test('is proved by one key, or by two', () => {
    const [key, formerKey] = [createNodeKey(file), createNodeKey(join(folder, 'former.json'))];
    const at = new Date('2026-03-01T08:00:00.000Z');
    const text = '{"at":"2026-03-01T08:00:00.000Z","code":"MEE","purpose":"leave","registry":"r"}';
    const proof = prove({ key, formerKey, at, purpose: 'leave', registry: 'r', says: { code: 'MEE' } });
    expect(proof).toEqual({ publicKey: key.publicKey, at: at.toISOString(), signature: key.sign(text), formerSignature: formerKey.sign(text) });
    expect(prove({ key, at, purpose: 'leave', registry: 'r', says: {} })).not.toHaveProperty('formerSignature');
  });
});
