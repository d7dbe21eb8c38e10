import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatId } from '../../../../../../schema/ids.js';
import { inOrderOfMeaning } from '../../../../../../subgraphs/search/index/query/named.js';

const THIS_YEAR = 2026;
const record = fc.record({
  id: fc.tuple(fc.constantFrom('310000', 'MEE', 'SAC'), fc.nat(20)).map(([authority, serial]) => formatId(authority, 'STANDARD', serial + 1)),
  edition: fc.constantFrom('', '1999', '2007', '2026', '2027', '2028', '9999'),
  isInForce: fc.boolean(),
  isOfBody: fc.boolean(),
});

test('in force, then of the body, then no later than next year, then the newest, then by id: each before all that come after', () => {
  fc.assert(
    fc.property(fc.uniqueArray(record, { selector: ({ id }) => id, maxLength: 12 }), (records) => {
      const ordered = inOrderOfMeaning(records, THIS_YEAR);
      expect(new Set(ordered)).toEqual(new Set(records));
      for (const [at, after] of ordered.slice(1).entries()) {
        const before = ordered[at]!;
        const keys = [before, after].map(({ edition, isInForce, isOfBody }) => [isInForce, isOfBody, Number(edition) <= THIS_YEAR + 1, Number(edition)].map(Number));
        const differing = keys[0]!.findIndex((key, place) => key !== keys[1]![place]);
        if (differing < 0) expect(before.id < after.id).toBe(true);
        else expect(keys[0]![differing]).toBeGreaterThan(keys[1]![differing]!);
      }
    }),
  );
});
