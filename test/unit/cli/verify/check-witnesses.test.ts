import { describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkWitnesses } from '../../../../cli/verify/check-witnesses.js';
import { readWitnessPolicy } from '../../../../cli/verify/witness-policy.js';
import type { Witnessed } from '../../../../cli/verify/bundle.js';
import { COSIGNATURE, cosign, formatNote, formatVerifierKey, parseNote, withSignatures, type NoteSigner } from '../../../../schema/signed-note/index.js';
import { datasetId } from '../../../e2e/support/records.js';
import { SignedLog, testKey } from '../../../e2e/support/signed-log.js';

const key = testKey();
const [one, two, three]: readonly NoteSigner[] = ['a', 'b', 'c'].map((name) => ({ name: `witness/${name}`, ...testKey() }));
const ids = [1, 2, 3, 4, 5, 6, 7].map((serial) => datasetId('310000', serial));
const logOf = (text: string): SignedLog => ids.reduce((all, id) => all.with(id, JSON.stringify({ id, text })), new SignedLog('310000', key));
const log = logOf('甲');
const AT = new Date('2026-03-01T08:00:00Z');

/** The log's checkpoint of so many entries, as witnesses signed it, with the proof that leads to the one of `proved` entries. */
async function witnessed(size: number, witnesses: readonly NoteSigner[], { proved = 5, of = log } = {}): Promise<Witnessed> {
  const note = parseNote(of.checkpoint(size));
  const checkpoint = formatNote(withSignatures(note, witnesses.map((witness) => cosign(note, witness, AT))));
  const [from, to] = [Math.min(size, proved), Math.max(size, proved)];
  return { checkpoint, hashes: from === to ? [] : (await log.proof(from, to)).hashes };
}

const keyOf = (witness: NoteSigner): string => formatVerifierKey(witness, COSIGNATURE);

/** What is told of entry 3, by the checkpoint of five entries. */
const TOLD = { log: 'PUBLIC', leafIndex: 2, checkpoint: log.checkpoint(5) };
const problemOf = (given: readonly Witnessed[], atLeast = 1, told: object = TOLD): string | null =>
  checkWitnesses(ids[2]!, told, key.publicKey, given, { witnesses: [one!, two!], atLeast }).problem;

describe('a record that witnesses have seen', () => {
  test.each([[3, 'before'], [5, 'at'], [7, 'behind']])('in a checkpoint of %i entries, %s the one of its proof', async (size) => {
    expect(problemOf([await witnessed(size, [one!])])).toBeNull();
  });

  test('counts each witness once, wherever its signatures come from', async () => {
    const [first, second] = [await witnessed(5, [one!]), await witnessed(7, [one!])];
    expect(problemOf([first, second], 2)).toMatch(/^1 of 2 witnesses have seen it in this history, and 2 have to: .* signatures/);
    expect(problemOf([first, await witnessed(7, [two!])], 2)).toBeNull();
    expect(problemOf([await witnessed(5, [one!, two!])], 2)).toBeNull();
    expect(checkWitnesses(ids[2]!, TOLD, key.publicKey, [second], { witnesses: [one!, two!], atLeast: 1 }).seen).toEqual([{ name: 'witness/a', key: keyOf(one!), at: AT.toISOString() }, { name: 'witness/b', key: keyOf(two!), at: null }]);
  });
});

describe('a record that they have not', () => {
  test.each<[string, string, () => Promise<readonly Witnessed[]>]>([
    ['nobody signed', '--witnessed-by', async () => []],
    ['only the owner signed', 'signatures', async () => [await witnessed(5, [])]],
    ['a witness signed whom nobody named', 'signatures', async () => [await witnessed(5, [three!])]],
    ['its entry came later', 'end before its entry', async () => [await witnessed(2, [one!])]],
    ['the witness was shown another history', 'of one history', async () => [await witnessed(5, [one!], { of: logOf('乙') }), await witnessed(3, [one!], { of: logOf('乙') }), await witnessed(7, [one!], { of: logOf('乙') })]],
    ['it is of another log', 'of one history', async () => [await witnessed(5, [one!], { of: new SignedLog('330000', key, log.entries) })]],
    ['it is signed by another owner', 'of one history', async () => [await witnessed(5, [one!], { of: log.by(testKey()) })]],
    ['the proof is of something else', 'of one history', async () => [{ ...(await witnessed(3, [one!])), hashes: (await log.proof(4, 5)).hashes }]],
    ['there is no proof', 'of one history', async () => [{ ...(await witnessed(3, [one!])), hashes: [] }]],
    ['what is told is nonsense', 'of one history', async () => [{ checkpoint: 'x', hashes: [] }, { checkpoint: 7, hashes: 'x' } as unknown as Witnessed]],
  ])('is refused: %s', async (_, why, given) => {
    const problem = problemOf(await given());
    expect(problem).toContain('0 of 2 witnesses have seen it in this history, and 1 have to: ');
    expect(problem).toContain(why);
  });

  test('also where its proof leads to no signed checkpoint', async () => {
    expect(problemOf([await witnessed(5, [one!])], 1, { ...TOLD, checkpoint: null })).not.toBeNull();
    expect(problemOf([await witnessed(5, [one!])], 1, { log: 'PUBLIC', checkpoint: TOLD.checkpoint })).not.toBeNull();
  });
});

test('keys of witnesses are given as they are or in files, and one that is named twice is one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ucat-witnesses-'));
  const [first, second] = [one!, two!].map(keyOf) as [string, string];
  const file = join(folder, 'witnesses.txt');
  writeFileSync(file, `# who is believed\n${first}\n\n${second}\n`);
  expect(readWitnessPolicy([file, first])).toMatchObject({ atLeast: 2, witnesses: [{ name: 'witness/a' }, { name: 'witness/b' }] });
  expect(readWitnessPolicy([first, second], '1')).toMatchObject({ atLeast: 1 });
  expect(readWitnessPolicy()).toBeNull();
  for (const count of ['0', '3', '1.5', 'x']) expect(() => readWitnessPolicy([file], count)).toThrow('--witnesses: expected a whole number from 1 to 2');
  expect(() => readWitnessPolicy([], '1')).toThrow('--witness beside it');
  expect(() => readWitnessPolicy([formatVerifierKey(one!)])).toThrow('--witness: expected the key of a witness');
  writeFileSync(file, '# nobody\n');
  expect(() => readWitnessPolicy([file])).toThrow('has no key in it');
  expect(() => readWitnessPolicy([folder])).toThrow(`${folder} could not be read`);
  rmSync(folder, { recursive: true });
});
