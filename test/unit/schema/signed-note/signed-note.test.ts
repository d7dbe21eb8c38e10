import fc from 'fast-check';
import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { leafHash } from '../../../../schema/merkle/index.js';
import { BadNote, checkpointOrigin, cosign, cosignedAt, formatNote, formatVerifierKey, isCheckpointOf, isSignedByKey, parseCheckpoint, parseNote, parseVerifierKey, signCheckpoint, withSignatures, type NoteSigner } from '../../../../schema/signed-note/index.js';

const RUNS = Number(process.env['RUNS'] ?? 300);

function signer(name: string): NoteSigner {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return { name, publicKey: String(x), sign: (text) => sign(null, Buffer.from(text), privateKey) };
}

describe('a signed note', () => {
  // The example of C2SP signed-note, made by another program.
  const key = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const note = 'If you think cryptography is the answer to your problem,\nthen you don\'t know what your problem is.\n\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

  it('of another program is read, and its signature is right', () => {
    const parsed = parseVerifierKey(key);
    expect(parsed).not.toBeNull();
    expect(isSignedByKey(parseNote(note), parsed!)).toBe(true);
    expect(formatNote(parseNote(note))).toBe(note);
    expect(formatVerifierKey(parsed!)).toBe(key);
    expect(isSignedByKey(parseNote(note.replace('answer', 'Answer')), parsed!)).toBe(false);
  });

  it.each(['', 'text\n', 'text\n\n', 'text\n\n- name AAAA\n', 'text\n\n— name\n', 'text\n\n— name AAAA\n', 'text\n\n— na me AAAAAAAAAA==\n', 'te\u0001xt\n\n— name AAAAAAAAAA==\n', 'text\n— name AAAAAAAAAA==\n', 'text\n\n— name AAAAAAAAAA==\n\n— name AAAAAAAAAA=='])('%j is none', (text) => {
    expect(() => parseNote(text)).toThrow(BadNote);
  });
});

describe('a checkpoint', () => {
  const log = '310000/NAMED:330000,MEE';
  const keeper = signer(checkpointOrigin(log));
  const text = signCheckpoint({ origin: keeper.name, size: 42, root: leafHash('root') }, keeper);

  it('says size and root, and whose it is', () => {
    const read = parseCheckpoint(text);
    expect(read).toMatchObject({ origin: 'ucat/310000/NAMED:330000,MEE', size: 42, root: leafHash('root') });
    expect(isCheckpointOf(read, log, keeper.publicKey)).toBe(true);
    expect(isCheckpointOf(read, '310000', keeper.publicKey)).toBe(false);
    expect(isCheckpointOf(read, log, signer(keeper.name).publicKey)).toBe(false);
  });

  it('with any character changed is no checkpoint of this keeper', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.integer({ min: 32, max: 126 }), (at, code) => {
        const other = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
        fc.pre(other !== text);
        expect(holds(other)).toBe(false);
      }),
      { numRuns: RUNS },
    );
  });

  const holds = (note: string): boolean => {
    try {
      return isCheckpointOf(parseCheckpoint(note), log, keeper.publicKey);
    } catch {
      return false;
    }
  };

  it.each(['origin\n01\n', 'origin\n1\nAAAA\n', '\n1\n', 'origin\n-1\n'])('%j is none', (body) => {
    expect(() => parseCheckpoint(`${body}\n— name AAAAAAAAAA==\n`)).toThrow(BadNote);
  });

  it('is cosigned by a witness beside its keeper', () => {
    const witness = signer('ucat-index');
    const { note } = parseCheckpoint(text);
    const both = parseNote(formatNote(withSignatures(note, [cosign(note, witness, new Date('2026-01-02T03:04:05.600Z'))])));
    expect(cosignedAt(both, witness)?.toISOString()).toBe('2026-01-02T03:04:05.000Z');
    expect(isSignedByKey(both, keeper)).toBe(true);
    expect(cosignedAt(both, signer('ucat-index'))).toBeNull();
    expect(cosignedAt({ ...both, text: both.text.replace('42', '43') }, witness)).toBeNull();
  });
});
