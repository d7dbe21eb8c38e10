import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readText, type PreparedChange } from '../../../../../../subgraphs/search/index/prepared-batch.js';
import type { SetAside } from '../../../../../../subgraphs/search/index/search-index.js';
import { ChangeEncoder, decodeChanges } from '../../../../../../subgraphs/search/index/worker/change-bytes.js';

/** Of any length, and of characters of one to four bytes. */
const text = fc.string({ unit: 'binary', maxLength: 40 });
const long = fc.tuple(text, fc.nat({ max: 3_000 })).map(([some, times]) => some.repeat(times));
const entry = fc.record({ facts: long, tokens: text, summaries: fc.tuple(text, text), modified: text, names: fc.array(fc.record({ name: text, edition: text }), { maxLength: 3 }) });
const base = { seq: fc.nat(), id: text, version: fc.nat(), document: text };
const change: fc.Arbitrary<PreparedChange> = fc.oneof(
  fc.record({ ...base, op: fc.constant('UPSERT' as const), entry }),
  fc.record({ ...base, op: fc.constant('UPSERT' as const), at: text, entry }),
  fc.record({ ...base, op: fc.constant('TOMBSTONE' as const), at: text, entry: fc.constant(null) }),
);
const setAside: fc.Arbitrary<readonly SetAside[]> = fc.array(fc.record({ seq: fc.nat(), id: text, version: fc.nat(), op: fc.constantFrom('UPSERT' as const, null), reason: text }), { maxLength: 3 });

test('changes are read from their bytes as they were, whatever the encoder encoded before', () => {
  const encoder = new ChangeEncoder();
  fc.assert(
    fc.property(setAside, fc.array(change, { maxLength: 12 }), (aside, changes) => {
      const decoded = decodeChanges(structuredClone(encoder.encode((take) => (changes.forEach(take), aside))));
      const asStrings = decoded.changes.map(({ document, entry: written, ...others }) => ({
        ...others,
        document: readText(document),
        entry: written && { ...written, facts: readText(written.facts), tokens: readText(written.tokens), summaries: written.summaries.map(readText) },
      }));
      expect({ changes: asStrings, setAside: decoded.setAside }).toEqual({ changes, setAside: aside });
    }),
    { numRuns: 60 },
  );
});

test('changes that could not be prepared leave nothing in the next ones', () => {
  const encoder = new ChangeEncoder();
  const failing = (take: (change: PreparedChange) => void): never => {
    take({ seq: 1, id: 'a', version: 1, op: 'TOMBSTONE', document: 'left behind', entry: null });
    throw new TypeError('Expected a log.');
  };
  expect(() => encoder.encode(failing)).toThrow('Expected a log.');
  const bytes = encoder.encode(() => []);
  expect(decodeChanges(bytes)).toEqual({ changes: [], setAside: [] });
  expect(Buffer.from(bytes).includes('left behind')).toBe(false);
});

test('a lone half of a character becomes what the engine makes of one', () => {
  const broken: PreparedChange = { seq: 1, id: 'a', version: 1, op: 'TOMBSTONE', document: 'x\ud800y', entry: null };
  const [decoded] = decodeChanges(new ChangeEncoder().encode((take) => (take(broken), []))).changes;
  expect(readText(decoded?.document ?? '')).toBe('x\ufffdy');
});

test('a page of long documents takes no memory once it is read', () => {
  const encoder = new ChangeEncoder();
  const long = (seq: number): PreparedChange => ({ seq, id: 'a', version: 1, op: 'TOMBSTONE', document: 'x'.repeat(8_000_000), entry: null });
  expect(encoder.encode((take) => ([1, 2, 3].forEach((seq) => take(long(seq))), [])).length).toBeGreaterThan(24_000_000);
  expect(encoder.kept).toBeLessThanOrEqual(16 * 1024 * 1024);
  expect(decodeChanges(encoder.encode((take) => (take({ ...long(4), document: 'short' }), []))).changes.map(({ document }) => readText(document))).toEqual(['short']);
});
