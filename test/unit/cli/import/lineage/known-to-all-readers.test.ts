import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isKnownToAllReaders } from '../../../../../cli/import/lineage/known-to-all-readers.js';
import { audienceOf, maySee, type AudienceWord, type Guarded } from '../../../../../schema/audience.js';
import { formatId } from '../../../../../schema/ids.js';

const CODES = ['310000', '330000', 'MEE'];
const guarded = fc.record({ owner: fc.constantFrom(...CODES), audience: fc.constantFrom<AudienceWord>('PUBLIC', 'MEMBER', 'NAMED', 'OWNER'), named: fc.subarray(CODES), grade: fc.constantFrom('GENERAL', 'CORE') });
const record = ({ owner, ...of }: Guarded & { readonly owner: string }) => ({ ...of, id: formatId(owner, 'DATASET', 1) });

test.each<[string, Guarded, Guarded, boolean]>([
  ['what is public, by whatever record', {}, { audience: 'OWNER' }, true],
  ['nothing of the office, by what is public', { audience: 'OWNER' }, {}, false],
  ['nothing for members, by what is public', { audience: 'MEMBER' }, {}, false],
  ['what is for members, by what is for some of them', { audience: 'MEMBER' }, { audience: 'NAMED', named: ['MEE'] }, true],
  ['nothing for some, by what is for more', { audience: 'NAMED', named: ['MEE'] }, { audience: 'NAMED', named: ['330000', 'MEE'] }, false],
  ['no core data, which never leave their owner', { grade: 'CORE' }, { audience: 'MEMBER' }, false],
])('a record may name %s', (_, other, of, expected) => {
  expect(isKnownToAllReaders(record({ owner: '310000', ...other }), record({ owner: '310000', ...of }))).toBe(expected);
});

test('it says so of exactly those records of which no reader of the one may not see the other', () => {
  const readers = [[], ['SIC'], ...CODES.map((code) => [code])].map((authorities) => ({ authorities }));
  fc.assert(
    fc.property(guarded, guarded, (other, of) => {
      const expected = readers.every((reader) => !maySee(reader, of.owner, audienceOf(of)) || maySee(reader, other.owner, audienceOf(other)));
      expect(isKnownToAllReaders(record(other), record(of))).toBe(expected);
    }),
  );
});
