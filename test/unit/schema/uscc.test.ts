import { describe, expect, test } from '@jest/globals';
import { usccProblem } from '../../../schema/uscc.js';

describe('a unified social credit code (GB 32100-2015)', () => {
  test.each(['91350100M000100Y43', '91512081MA62K0260E'])('%s is right', (code) => expect(usccProblem(code)).toBeNull());

  test.each([
    ['91350100M000100Y44', 'should be 3 but is 4'],
    ['91350100M000100Y4', 'Expected 18 characters'],
    ['91350100I000100Y43', 'Expected 18 characters'],
    ['91350100m000100y43', 'Expected 18 characters'],
  ])('%s is wrong', (code, problem) => expect(usccProblem(code)).toContain(problem));
});
