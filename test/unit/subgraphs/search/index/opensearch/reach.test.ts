import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { audienceOfLog, logKey, logNameOf, maySee } from '../../../../../../schema/audience.js';
import { marksOf, reachOf } from '../../../../../../subgraphs/search/index/opensearch/reach.js';

const code = fc.constantFrom('310000', '330000', 'MEE', 'SAC');
const audience = fc.oneof(fc.constantFrom('PUBLIC', 'MEMBER', 'OWNER').map((word) => word), fc.uniqueArray(code, { minLength: 1 }).map((named) => logNameOf({ audience: 'NAMED', named: named.sort() })));

test('whoever may see a record has one of its marks, and nobody else', () => {
  fc.assert(
    fc.property(code, audience, fc.uniqueArray(code), (owner, logName, authorities) => {
      const marks = marksOf({ authorities });
      expect(reachOf(logKey(owner, logName)).some((mark) => marks.includes(mark))).toBe(maySee({ authorities }, owner, audienceOfLog(logName)!));
    }),
  );
});
